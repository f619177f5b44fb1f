namespace Farebox.Demo.Run;

/// <summary>The server answered what the demo's rules do not allow: a fault of ours, shown instead of a story.</summary>
internal sealed class DemoException(string message) : Exception(message);
