using Farebox.Client;
using Farebox.Files;
using Farebox.Money;

namespace Farebox.Apply;

/// <summary>Compares an account with its members and limits. A limit may be set anew; everything else stays as it was made.</summary>
internal static class AccountSteps
{
    public static IEnumerable<Step> Of(Placed<AccountTerms> account, AccountState? server)
    {
        var terms = account.Value;
        var wire = Wire.Of(terms);
        yield return Plan.Compare(
            $"account {terms.Id}", account.Place, server is null ? null : Facts.Of(server.Account), Facts.Of(wire),
            "An account keeps the cards it was opened with: write those, and change their prices with a new version.") with
        {
            Do = (client, cancellationToken) => client.Accounts.CreateAsync(wire, cancellationToken),
        };

        foreach (var (member, place) in terms.Members) yield return MemberStep(terms.Id, Wire.Of(member), place, server?.Members);
        foreach (var (limit, place) in terms.Limits) yield return LimitStep(terms.Id, Wire.Of(limit), place, server?.Limits);
    }

    private static Step MemberStep(string account, Client.Member member, Place place, IReadOnlyDictionary<string, Client.Member>? known) => Plan.Compare(
        $"member {member.Id} of {account}", place, known?.GetValueOrDefault(member.Id) is { } other ? Facts.Of(other) : null, Facts.Of(member),
        "A member stays where it was added: move it back in the files, or give it another id.") with
    {
        Do = (client, cancellationToken) => client.Accounts.CreateMemberAsync(account, member, cancellationToken),
    };

    private static Step LimitStep(string account, Limit limit, Place place, IReadOnlyDictionary<(string? Member, string Asset), Limit>? known)
    {
        var old = known?.GetValueOrDefault((limit.Member, limit.Asset!));
        var kind = old is null ? StepKind.Added : IsSame(old.Max!, limit.Max!) ? StepKind.Unchanged : StepKind.Changed;
        var what = limit.Member is null ? $"limit of {account}" : $"limit of {limit.Member} in {account}";
        return new(kind, what, place, [old is null ? $"{limit.Asset}: {limit.Max}" : $"{limit.Asset}: {old.Max} → {limit.Max}"])
        {
            // A key for this run: after somebody set another value, the same value must count as a new request.
            Do = (client, cancellationToken) => client.Accounts.SetLimitAsync(account, limit, $"apply-{Guid.CreateVersion7():N}", cancellationToken),
        };
    }

    private static bool IsSame(string left, string right) => DecimalText.TryParse(left, out var one) && DecimalText.TryParse(right, out var other) && one == other;
}
