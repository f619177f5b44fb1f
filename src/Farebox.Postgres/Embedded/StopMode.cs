namespace Farebox.Postgres.Embedded;

/// <summary>How the server ends. Neither loses a committed transaction.</summary>
public enum StopMode
{
    /// <summary>Open transactions are rolled back, a checkpoint is written, the next start is quick.</summary>
    Fast,

    /// <summary>As if the power failed: nothing is written, and the next start recovers from the log.</summary>
    Immediate,
}
