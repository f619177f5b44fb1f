using Farebox.Charging;
using Farebox.Postgres.Journal;

namespace Farebox.IntegrationTests.Journal;

public sealed class WriterQueueTests
{
    private const int Capacity = 1000;
    private const int Enough = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void One_command_is_worth_a_batch_when_nothing_is_on_its_way()
    {
        var queue = new WriterQueue(Capacity, lanes: 2);
        Assert.False(queue.TryTake([], Capacity));
        Assert.True(queue.TryAdd(One()));
        Assert.Equal(1, Taken(queue));
    }

    [Theory]
    [InlineData(Enough - 1, false)]
    [InlineData(Enough, true)]
    public void Beside_a_batch_on_its_way_a_second_one_needs_enough(int waiting, bool isTaken)
    {
        var queue = new WriterQueue(Capacity, lanes: 2);
        Assert.True(queue.TryAdd(One()));
        Assert.Equal(1, Taken(queue));
        for (var i = 0; i < waiting; i++) Assert.True(queue.TryAdd(One()));

        Assert.Equal(isTaken ? waiting : 0, Taken(queue));
        queue.Finish();
        Assert.Equal(isTaken ? 0 : waiting, Taken(queue));
    }

    [Fact]
    public void What_is_more_than_a_batch_stays_in_its_order()
    {
        var queue = new WriterQueue(Capacity, lanes: 2);
        Pending[] three = [One(), One(), One()];
        Assert.True(queue.TryAddAll(three));
        var first = new List<Pending>();
        Assert.True(queue.TryTake(first, 2));
        queue.Finish();
        var second = new List<Pending>();
        Assert.True(queue.TryTake(second, 2));
        Assert.Equal(three, first.Concat(second));
    }

    [Fact]
    public void What_is_claimed_leaves_no_room_until_it_is_given_back()
    {
        var queue = new WriterQueue(capacity: 2, lanes: 2);
        Assert.True(queue.TryClaim(2));
        Assert.False(queue.TryAdd(One()));
        queue.Unclaim(2);
        Assert.True(queue.TryAddAll([One(), One()]));
        Assert.False(queue.TryClaim(1));
    }

    /// <summary>A lost wake-up shows as a lane that rests for ever while commands wait.</summary>
    [Fact]
    public async Task Lanes_that_rest_between_all_batches_take_every_command()
    {
        const int commands = 20_000;
        var queue = new WriterQueue(Capacity, lanes: 2);
        var lanes = Enumerable.Range(0, 2).Select(lane => OnOwnThread(() => Serve(queue, lane))).ToArray();
        var producers = Enumerable.Range(0, 3).Select(_ => OnOwnThread(() => Produce(queue, commands))).ToArray();
        await Task.WhenAll(producers).WaitAsync(Patience);
        queue.Close();

        var taken = await Task.WhenAll(lanes).WaitAsync(Patience);
        Assert.Equal(3 * commands, taken.Sum());
        Assert.False(queue.TryAdd(One()));
    }

    [Fact]
    public async Task A_closed_queue_lets_its_lanes_go_when_what_was_claimed_is_through()
    {
        var queue = new WriterQueue(Capacity, lanes: 2);
        Assert.True(queue.TryClaim(1));
        var lanes = Enumerable.Range(0, 2).Select(lane => OnOwnThread(() => Serve(queue, lane))).ToArray();
        queue.Close();
        await Task.Delay(50);
        Assert.DoesNotContain(lanes, lane => lane.IsCompleted);

        queue.AddClaimed([One()]);
        Assert.Equal(1, (await Task.WhenAll(lanes).WaitAsync(Patience)).Sum());
    }

    [Fact]
    public async Task A_closed_queue_lets_its_lanes_go_when_a_claim_is_given_back()
    {
        var queue = new WriterQueue(Capacity, lanes: 2);
        Assert.True(queue.TryClaim(1));
        var lanes = Enumerable.Range(0, 2).Select(lane => OnOwnThread(() => Serve(queue, lane))).ToArray();
        queue.Close();
        queue.Unclaim(1);
        Assert.Equal(0, (await Task.WhenAll(lanes).WaitAsync(Patience)).Sum());
    }

    private static Pending One()
    {
        var command = new Touch(1, "acme");
        return new(command, new(command));
    }

    private static int Taken(WriterQueue queue)
    {
        var batch = new List<Pending>();
        return queue.TryTake(batch, Capacity) ? batch.Count : 0;
    }

    private static int Serve(WriterQueue queue, int lane)
    {
        var taken = 0;
        do
        {
            while (Taken(queue) is > 0 and var count)
            {
                taken += count;
                queue.Finish();
            }
        }
        while (queue.Await(lane));
        return taken;
    }

    private static int Produce(WriterQueue queue, int commands)
    {
        for (var i = 0; i < commands; i++)
        {
            while (!queue.TryAdd(One())) Thread.Yield();
            if (i % 7 == 0) Thread.Yield();
        }

        return commands;
    }

    private static Task<int> OnOwnThread(Func<int> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
