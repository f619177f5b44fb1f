using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Metering;

public sealed class ContentHashTests
{
    [Theory]
    [InlineData("""{"a":1,"b":"x"}""", """{ "b" : "x" , "a" : 1 }""")]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":1}""", """{"a":1.000e0}""")]
    [InlineData("""{"a":100}""", """{"a":1e2}""")]
    [InlineData("""{"a":0.05}""", """{"a":5E-2}""")]
    [InlineData("""{"a":0}""", """{"a":-0.00}""")]
    [InlineData("""{"a":"x"}""", """{"a":"\u0078"}""")]
    [InlineData("""{"a":{"c":1,"b":[2,{"e":1,"d":0}]}}""", """{"a":{"b":[2.0,{"d":0,"e":1}],"c":1}}""")]
    public void Another_spelling_of_the_same_data_has_the_same_content(string left, string right) =>
        Assert.Equal(Events.WithData(left).Content16, Events.WithData(right).Content16);

    [Theory]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":1}""", """{"a":10}""")]
    [InlineData("""{"a":1}""", """{"a":-1}""")]
    [InlineData("""{"a":0.1}""", """{"a":0.01}""")]
    [InlineData("""{"a":1}""", """{"b":1}""")]
    [InlineData("""{"a":null}""", """{}""")]
    [InlineData("""{"a":true}""", """{"a":false}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":[1],"b":2}""", """{"a":[1,2]}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a.b":1}""")]
    [InlineData("""{"a":{"b":1},"c":2}""", """{"a":{"b":1,"c":2}}""")]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740992}""")]
    [InlineData("""{"a":1e999999999999}""", """{"a":1e999999999998}""")]
    public void Other_data_is_other_content(string left, string right) =>
        Assert.NotEqual(Events.WithData(left).Content16, Events.WithData(right).Content16);

    [Fact]
    public void What_has_been_stored_is_recognised_again()
    {
        Assert.Equal(new("09fb7ab3-ae6a-ec21-6770-2fbeb734e1c6"), Events.Good(Events.Usual).Content16);
        Assert.Equal(
            new("577f3ca9-1ae1-3ed4-49ad-f3be7652f796"),
            Events.WithData("""{"z":null,"t":true,"s":"x","n":-12e3,"l":[1,"a",{"b":2.50}],"f":false}""").Content16);
        Assert.Equal(new("6d3195a3-2d4e-5c81-9f6d-f6640f12b8fc"), Events.WithData(Data(Enumerable.Range(0, 24).Reverse())).Content16);
        Assert.Equal(new("1ba04e59-df47-ed2e-eaed-029afebc6e44"), Events.WithData("{}").Content16);
        Assert.Equal(new("01e73e24-3cdf-aee4-5db6-7b7b6bf16bfd"), Events.Good(Events.Envelope("\"trace\":\"x\"")).Content16);
    }

    [Theory]
    [InlineData("\"id\":\"e-1\"", "\"id\":\"e-2\"")]
    [InlineData("\"source\":\"gateway\"", "\"source\":\"batch\"")]
    [InlineData("12:00:00Z", "14:00:00.000000+02:00")]
    [InlineData("\"member\"", "\"trace\":\"x\",\"member\"")]
    public void Identity_and_extensions_are_not_content(string good, string other) =>
        Assert.Equal(Events.Good(Events.Usual).Content16, Events.Good(Events.Usual.Replace(good, other, StringComparison.Ordinal)).Content16);

    [Theory]
    [InlineData("\"type\":\"llm.usage\"", "\"type\":\"llm.usage2\"")]
    [InlineData("\"acme\"", "\"acme2\"")]
    [InlineData("12:00:00Z", "12:00:00.000001Z")]
    [InlineData("\"alice\"", "\"bob\"")]
    [InlineData("\"member\":\"alice\"", "\"hold\":\"alice\"")]
    [InlineData("\"member\"", "\"hold\":\"h\",\"member\"")]
    [InlineData("\"member\"", "\"final\":true,\"member\"")]
    public void What_decides_the_charge_is_content(string good, string other) =>
        Assert.NotEqual(Events.Good(Events.Usual).Content16, Events.Good(Events.Usual.Replace(good, other, StringComparison.Ordinal)).Content16);

    [Fact]
    public void The_order_of_members_never_matters() =>
        Prop.ForAll(
            Gen.Choose(1, 60).SelectMany(count => Gen.Shuffle(Enumerable.Range(0, count).ToArray())).ToArbitrary(),
            order =>
            {
                var inOrder = Events.WithData(Data(order.Order()));
                return Events.WithData(Data(order)).Content16 == inOrder.Content16
                    && Events.WithData(Data(order.Append(60))).Content16 != inOrder.Content16;
            }).QuickCheckThrowOnFailure();

    private static string Data(IEnumerable<int> members) => $"{{{string.Join(',', members.Select(i => $"\"m{i}\":{i}"))}}}";
}
