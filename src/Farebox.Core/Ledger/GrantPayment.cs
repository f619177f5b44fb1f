namespace Farebox.Ledger;

/// <summary>How a grant is paid for. The names are on the wire and in the journal.</summary>
public enum GrantPayment
{
    /// <summary>Nothing is owed for it: it was paid, or costs nothing.</summary>
    Settled,

    /// <summary>It may pay at once, and is owed until it is said to be paid.</summary>
    OnCredit,

    /// <summary>It may pay once it is said to be paid, and not before.</summary>
    Awaited,
}

/// <summary>The names of <see cref="GrantPayment"/>.</summary>
public static class GrantPayments
{
    private static readonly string[] Names = ["settled", "on_credit", "awaited"];

    /// <summary>The names in the order of <see cref="GrantPayment"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name on the wire and in the journal.</summary>
    public static string Name(this GrantPayment payment) => Names[(int)payment];

    /// <summary>Reads a name; ordinal, no aliases.</summary>
    public static bool TryParse(string name, out GrantPayment payment)
    {
        var index = Array.IndexOf(Names, name);
        payment = (GrantPayment)Math.Max(index, 0);
        return index >= 0;
    }
}
