using System.Text;
using Farebox.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Time;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z")]
    [InlineData("2026-07-01t12:00:00z", "2026-07-01T12:00:00Z")]
    [InlineData("2026-07-01T12:00:00.5Z", "2026-07-01T12:00:00.5Z")]
    [InlineData("2026-07-01T12:00:00.123456789Z", "2026-07-01T12:00:00.123456Z")]
    [InlineData("2026-07-01T12:00:00.999999999Z", "2026-07-01T12:00:00.999999Z")]
    [InlineData("2026-07-01T02:00:00+02:30", "2026-06-30T23:30:00Z")]
    [InlineData("2026-12-31T23:00:00-14:00", "2027-01-01T13:00:00Z")]
    [InlineData("2028-02-29T00:00:00+00:00", "2028-02-29T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    [InlineData("9998-12-31T23:59:59.999999Z", "9998-12-31T23:59:59.999999Z")]
    public void An_instant_with_an_offset_is_read_into_UTC(string text, string utc)
    {
        Assert.True(Rfc3339.TryParse(text, out var fromChars));
        Assert.True(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var fromBytes));
        Assert.Equal(fromChars, fromBytes);
        Assert.Equal(TimeSpan.Zero, fromChars.Offset);
        Assert.Equal(utc, Rfc3339.Format(fromChars));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2026-01-01 00:00:00Z")]
    [InlineData("2026-01-01T00:00Z")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("2026-01-00T00:00:00Z")]
    [InlineData("2026-01-01T24:00:00Z")]
    [InlineData("2026-01-01T23:60:00Z")]
    [InlineData("2026-12-31T23:59:60Z")]
    [InlineData("2026-01-01T00:00:00+15:00")]
    [InlineData("2026-01-01T00:00:00+14:01")]
    [InlineData("2026-01-01T00:00:00+02:60")]
    [InlineData("2026-01-01T00:00:00+0200")]
    [InlineData("2026-01-01T00:00:00+02")]
    [InlineData("2026-01-01T00:00:00.Z")]
    [InlineData("2026-01-01T00:00:00.1234567890Z")]
    [InlineData("2026-01-01T00:00:00.123")]
    [InlineData("2026-01-01T00:00:00ZZ")]
    [InlineData("2026-01-01T00:00:00Z\0")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("1970-01-01T00:00:00+01:00")]
    [InlineData("9999-01-01T00:00:00Z")]
    [InlineData("9998-12-31T23:59:59-01:00")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("294276-01-01T00:00:00Z")]
    [InlineData("1767225600")]
    [InlineData("1767225600000")]
    [InlineData("２026-01-01T00:00:00Z")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(Rfc3339.TryParse(text, out _));
        Assert.False(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_instant() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Two().Select(parts => DateTimeOffset.UnixEpoch.AddSeconds((long)parts.Item1 * 100).AddMicroseconds(parts.Item2 % 1_000_000)).ToArbitrary(),
            instant => Rfc3339.TryParse(Rfc3339.Format(instant), out var read) && read == instant).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_that_does_not_fit_is_not_written() =>
        Assert.False(Rfc3339.TryFormat(DateTimeOffset.UnixEpoch, new byte[10], out _));
}
