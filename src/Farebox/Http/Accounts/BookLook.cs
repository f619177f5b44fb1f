using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Ledger;

namespace Farebox.Http.Accounts;

/// <summary>Answers with something read off an account's book as it is now.</summary>
internal static class BookLook
{
    /// <summary>The book belongs to its writer: what is wanted is copied there and written from here.</summary>
    public static async ValueTask<Answer> LookAsync<T>(this JournalGate journal, Call call, Func<Book, DateTimeOffset, T> copy, Func<T, Answer> answer)
        where T : notnull
    {
        var look = new Inspect(call.Caller.TenantId, call.Id(0), (book, now) => copy(book, now));
        if (await journal.DecideAsync([look]) is { } refusal) return refusal;
        return look.Outcome switch
        {
            Inspected { Result: T result } => answer(result),
            Rejected rejected => Refusal.Of(rejected),
            _ => new Problem(ProblemCodes.InternalError),
        };
    }
}
