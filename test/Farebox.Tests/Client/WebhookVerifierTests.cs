using System.Globalization;
using System.Text;
using Farebox.Client;

namespace Farebox.Tests.Client;

/// <summary>The published example of Standard Webhooks, and everything that is not genuine.</summary>
public sealed class WebhookVerifierTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long At = 1614265330;
    private const string Body = "{\"test\": 2432232314}";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Theory]
    [InlineData(Secret)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void The_published_example_verifies_with_and_without_the_prefix_of_the_secret(string secret)
    {
        Assert.True(WebhookSignature.TryRead(secret, out var bytes));
        Assert.Equal(Signature, WebhookSignature.Sign(bytes, Id, At, Encoding.UTF8.GetBytes(Body)));
        Assert.Equal(WebhookCheck.Valid, Check(signature: Signature, secret: secret));
    }

    [Theory]
    [InlineData("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= " + Signature, WebhookCheck.Valid)]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookCheck.SignatureInvalid)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O", WebhookCheck.SignatureInvalid)]
    [InlineData("v1,", WebhookCheck.SignatureInvalid)]
    [InlineData("é", WebhookCheck.SignatureInvalid)]
    [InlineData("", WebhookCheck.HeaderMissing)]
    [InlineData(null, WebhookCheck.HeaderMissing)]
    public void One_signature_of_several_is_enough_and_none_passes_that_is_not_one(string? signature, WebhookCheck expected) => Assert.Equal(expected, Check(signature: signature));

    [Fact]
    public void Only_so_many_signatures_are_looked_at() =>
        Assert.Equal(WebhookCheck.SignatureInvalid, Check(signature: string.Join(' ', Enumerable.Repeat("v1,x", 10)) + " " + Signature));

    [Theory]
    [InlineData(300, WebhookCheck.Valid)]
    [InlineData(-300, WebhookCheck.Valid)]
    [InlineData(301, WebhookCheck.TimestampOutOfTolerance)]
    [InlineData(-301, WebhookCheck.TimestampOutOfTolerance)]
    public void What_was_signed_long_ago_or_ahead_of_time_is_not_new(int seconds, WebhookCheck expected) => Assert.Equal(expected, Check(now: At + seconds));

    [Fact]
    public void A_change_of_anything_that_is_signed_is_seen()
    {
        Assert.Equal(WebhookCheck.SignatureInvalid, Check(body: Body + " "));
        Assert.Equal(WebhookCheck.SignatureInvalid, Check(id: "msg_other"));
        Assert.Equal(WebhookCheck.SignatureInvalid, Check(timestamp: (At + 1).ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(WebhookCheck.SignatureInvalid, Check(timestamp: "-1614265330"));
        Assert.Equal(WebhookCheck.SignatureInvalid, Check(timestamp: "soon"));
        Assert.Equal(WebhookCheck.HeaderMissing, Check(id: ""));
        Assert.Equal(WebhookCheck.HeaderMissing, Check(timestamp: ""));
    }

    [Fact]
    public void Nothing_can_be_moved_from_the_timestamp_into_the_id()
    {
        Assert.True(WebhookSignature.TryRead(Secret, out var bytes));
        var signature = WebhookSignature.Sign(bytes, "msg.1614265330", At, Encoding.UTF8.GetBytes(Body));

        Assert.Equal(WebhookCheck.SignatureInvalid, Check(id: "msg.1614265330", signature: signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_AAAA")]
    [InlineData("whsec_!!!!")]
    public void What_is_no_secret_verifies_nothing(string secret) => Assert.Throws<ArgumentException>(() => new WebhookVerifier(secret));

    private static WebhookCheck Check(string? id = Id, string? timestamp = null, string? signature = Signature, string body = Body, string secret = Secret, long now = At) =>
        new WebhookVerifier(secret, new Clock(now)).Verify(id, timestamp ?? At.ToString(CultureInfo.InvariantCulture), signature, Encoding.UTF8.GetBytes(body));

    private sealed class Clock(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
