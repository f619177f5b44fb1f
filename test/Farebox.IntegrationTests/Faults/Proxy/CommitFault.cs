namespace Farebox.IntegrationTests.Faults.Proxy;

/// <summary>What happens to one COMMIT on its way.</summary>
internal enum CommitFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection is cut before the server has it: rolled back.</summary>
    CutBefore,

    /// <summary>The connection is cut after the server has committed, before its answer: committed, and looks the same to the client.</summary>
    CutAfter,

    /// <summary>The client's side is cut, and the server gets it later: a transaction of nobody that commits after all.</summary>
    Zombie,
}
