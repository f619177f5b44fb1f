using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>One ledger account of a book: a name, an asset, and a balance that only entries change.</summary>
public sealed class LedgerAccount
{
    internal LedgerAccount(AccountKind kind, string code, Asset asset)
    {
        Kind = kind;
        Code = code;
        Asset = asset;
        IsDecrement = kind == AccountKind.Spent && code == CodeOf(kind, GrantRemovals.Decremented);
    }

    /// <summary>What the account is for.</summary>
    public AccountKind Kind { get; }

    /// <summary>Its name in the journal, for example <c>wallet/welcome</c>.</summary>
    public string Code { get; }

    /// <summary>What it is counted in.</summary>
    public Asset Asset { get; }

    /// <summary>Whole smallest units of <see cref="Asset"/>.</summary>
    public long Balance { get; private set; }

    /// <summary>The grant of a <c>wallet/</c> or <c>held/</c> account.</summary>
    internal Grant? Grant { get; set; }

    /// <summary>Whether it is where credit goes that is removed as consumed.</summary>
    public bool IsDecrement { get; }

    /// <summary>Only issued units, debts and exchanges may stand below zero.</summary>
    public bool MayBeNegative => Kind is AccountKind.Issued or AccountKind.Debt or AccountKind.Exchange;

    /// <inheritdoc/>
    public override string ToString() => Code;

    /// <summary>The code of an account of a kind that has one per name, for example <c>spent/llm</c>.</summary>
    public static string CodeOf(AccountKind kind, string name) => kind switch
    {
        AccountKind.Issued => "issued/" + name,
        AccountKind.Wallet => "wallet/" + name,
        AccountKind.Held => "held/" + name,
        AccountKind.Spent => "spent/" + name,
        AccountKind.Debt => "debt/" + name,
        AccountKind.Expired => "expired",
        AccountKind.Revoked => "revoked",
        AccountKind.Exchange => "exchange",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an account kind."),
    };

    /// <summary>Reads a code back into its kind and name.</summary>
    /// <exception cref="FormatException">The code is of no account kind.</exception>
    public static (AccountKind Kind, string Name) ParseCode(string code)
    {
        if (code == "expired") return (AccountKind.Expired, "");
        if (code == "revoked") return (AccountKind.Revoked, "");
        if (code == "exchange") return (AccountKind.Exchange, "");

        var slash = code.IndexOf('/', StringComparison.Ordinal);
        var kind = slash < 0 ? "" : code[..slash];
        return kind switch
        {
            "issued" => (AccountKind.Issued, code[(slash + 1)..]),
            "wallet" => (AccountKind.Wallet, code[(slash + 1)..]),
            "held" => (AccountKind.Held, code[(slash + 1)..]),
            "spent" => (AccountKind.Spent, code[(slash + 1)..]),
            "debt" => (AccountKind.Debt, code[(slash + 1)..]),
            _ => throw new FormatException($"'{code}' is not a ledger account."),
        };
    }

    internal void Move(long units)
    {
        var after = Balance + units;
        if (after < 0 && !MayBeNegative)
            throw new InvalidOperationException($"{Code} would fall to {after}: a decision moved more than there is.");

        Balance = after;
    }

    internal void Restore(long balance) => Balance = balance;
}
