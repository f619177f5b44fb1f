using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Farebox.Bench.Load;

/// <summary>One CloudEvent as bytes of a fixed length whose id, subject, member, model and token counts are overwritten in place.</summary>
public sealed class EventBytes
{
    /// <summary>Equally long, so that one overwrites the other.</summary>
    public static readonly string[] Models = ["small", "large", "giant"];

    private const string HoldPrefix = "hold-";
    private const string IdDigits = "000000000000";
    private const string Tokens = "99999";

    private readonly byte[] _template;
    private readonly int _id;
    private readonly int? _hold;
    private readonly int _account;
    private readonly int _member;
    private readonly int _model;
    private readonly int _input;
    private readonly int _output;

    /// <param name="at">When the work happened, on every event; producers send it.</param>
    /// <param name="settlesHold">Whether it names the hold of its own number and settles it.</param>
    public EventBytes(AccountSet accounts, DateTimeOffset at, bool settlesHold = false)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var hold = settlesHold ? $"\"hold\":\"{HoldPrefix}{IdDigits}\",\"final\":true," : "";
        var text = $$$"""
            {"specversion":"1.0","id":"use-{{{IdDigits}}}","source":"/gateway/eu-1","type":"llm.completion","subject":"{{{accounts.Account(0)}}}",
            "time":"{{{time}}}","member":"m-00",{{{hold}}}"data":{"model":"small","input_tokens":{{{Tokens}}},"output_tokens":{{{Tokens}}}}}
            """.ReplaceLineEndings("");
        _template = Encoding.ASCII.GetBytes(text);
        _id = After(text, "\"use-");
        _hold = settlesHold ? After(text, HoldPrefix) : null;
        _account = After(text, accounts.Prefix);
        _member = After(text, "\"m-");
        _model = After(text, "\"model\":\"");
        _input = After(text, "input_tokens\":");
        _output = After(text, "output_tokens\":");
    }

    public int Length => _template.Length;

    /// <summary>The id of the hold that the event of this number settles.</summary>
    public static string HoldId(long id) => HoldPrefix + id.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>One event as text, for loads that send the same one each time.</summary>
    public static string Sample(DateTimeOffset at)
    {
        var sample = new EventBytes(AccountSet.Hot, at);
        var bytes = new byte[sample.Length];
        sample.WriteTemplate(bytes);
        sample.WriteNext(bytes, 1, AccountSet.Hot, new Random(1));
        return Encoding.ASCII.GetString(bytes);
    }

    public void WriteTemplate(Span<byte> target) => _template.CopyTo(target);

    /// <summary>Makes the event at the start of <paramref name="target"/> the next one: an id of its own, a random account, member, model and size.</summary>
    public void WriteNext(Span<byte> target, long id, AccountSet accounts, Random random)
    {
        var (input, output) = TokenCounts.Pairs[random.Next(TokenCounts.Pairs.Length)];
        WriteDigits(target.Slice(_id, IdDigits.Length), id);
        if (_hold is { } hold) WriteDigits(target.Slice(hold, IdDigits.Length), id);
        WriteDigits(target.Slice(_account, 5), accounts.Accounts == 1 ? 0 : random.Next(accounts.Accounts));
        WriteDigits(target.Slice(_member, 2), accounts.Members == 1 ? 0 : random.Next(accounts.Members));
        WriteModel(target.Slice(_model, 5), random.Next(Models.Length));
        WriteNumber(target.Slice(_input, Tokens.Length), input);
        WriteNumber(target.Slice(_output, Tokens.Length), output);
    }

    private static int After(string text, string mark) => text.IndexOf(mark, StringComparison.Ordinal) + mark.Length;

    private static void WriteModel(Span<byte> target, int model)
    {
        var name = Models[model];
        for (var i = 0; i < target.Length; i++) target[i] = (byte)name[i];
    }

    private static void WriteDigits(Span<byte> target, long value)
    {
        for (var i = target.Length - 1; i >= 0; i--)
        {
            target[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    /// <summary>JSON forbids leading zeros and permits leading blanks.</summary>
    private static void WriteNumber(Span<byte> target, int value)
    {
        target.Fill((byte)' ');
        Span<byte> digits = stackalloc byte[10];
        Utf8Formatter.TryFormat(value, digits, out var length);
        digits[..length].CopyTo(target[^length..]);
    }
}
