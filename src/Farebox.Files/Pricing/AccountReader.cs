using System.Collections.Immutable;
using Farebox.Files.Yaml;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Wording;

namespace Farebox.Files;

/// <summary>Reads accounts with their members and limits.</summary>
internal sealed class AccountReader(Section<Asset> assets, CardSection cards, bool isWhole, Findings found)
{
    public AccountTerms Read(YamlScalar id, YamlMap account)
    {
        CheckCard(account.Find("rate_card") as YamlScalar, "rate_card", CardKind.Rate);
        CheckCard(account.Find("cost_card") as YamlScalar, "cost_card", CardKind.Cost);
        var members = ImmutableArray.CreateBuilder<Placed<MemberTerms>>();
        var limits = ImmutableArray.CreateBuilder<Placed<LimitTerms>>();
        limits.AddRange(ReadLimits(account, null));
        ReadMembers(account, null, 0, members, limits);
        FindRepeats(members);
        return new(id.Text, account.Text("rate_card"), account.Text("cost_card"), members.ToImmutable(), limits.ToImmutable()) { PayWith = ReadPayWith(account) };
    }

    private ImmutableArray<string> ReadPayWith(YamlMap account)
    {
        var names = account.Items("pay_with").Cast<YamlScalar>().ToArray();
        if (names.Length > 0 && account.Find("rate_card") is YamlScalar first && first.Text != names[0].Text)
            found.Error(names[0].Place, $"the first card of pay_with is the rate_card, {Quoted.Of(first.Text)}.");
        foreach (var name in names)
        {
            CheckCard(name, "rate_card", CardKind.Rate);
            if (names.First(other => other.Text == name.Text) != name) found.Error(name.Place, $"the card {Quoted.Of(name.Text)} stands here twice.");
        }

        return [.. names.Select(name => name.Text)];
    }

    // The default card may still come; a card that is named must be there.
    private void CheckCard(YamlScalar? card, string key, CardKind kind)
    {
        if (card is null || !isWhole || card.Text == "default" || cards.Ids(kind).Contains(card.Text)) return;
        var meant = NearestName.Of(card.Text, cards.Ids(kind)) is { } nearest ? $"Did you mean {nearest}?" : $"Define it under {key}s.";
        found.Error(card.Place, $"there is no card {Quoted.Of(card.Text)} in these files. {meant}");
    }

    private void ReadMembers(
        YamlMap parent, string? parentId, int pathLength, ImmutableArray<Placed<MemberTerms>>.Builder members, ImmutableArray<Placed<LimitTerms>>.Builder limits)
    {
        foreach (var (id, node) in parent.Entries("members"))
        {
            var length = pathLength + id.Text.Length + (parentId is null ? 0 : 1);
            if (length > Member.PathLengthMax) found.Error(id.Place, $"the ids from the account down to here have {length} characters; at most {Member.PathLengthMax} are allowed.");
            var member = node.OrEmpty();
            members.Add(new(new(id.Text, parentId), id.Place));
            limits.AddRange(ReadLimits(member, id.Text));
            ReadMembers(member, id.Text, length, members, limits);
        }
    }

    private IEnumerable<Placed<LimitTerms>> ReadLimits(YamlMap map, string? member)
    {
        foreach (var (code, node) in map.Entries("limits"))
        {
            var max = (YamlScalar)node;
            if (assets.TryFind(code, out var asset) && DecimalText.ParseUnits(max.Text, asset, out _) != AmountError.None)
                found.Error(max.Place, $"{Quoted.Of(max.Text)} is no amount of {asset.Code}, which has {asset.Scale} decimal places and 64 bits.");
            yield return new(new(member, code.Text, max.Number()), code.Place);
        }
    }

    private void FindRepeats(IEnumerable<Placed<MemberTerms>> members)
    {
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var (member, place) in members)
        {
            if (!seen.TryAdd(member.Id, place))
                found.Error(place, $"the member {Quoted.Of(member.Id)} is in this account already, at {seen[member.Id]}. Ids are unique in the account.");
        }
    }
}
