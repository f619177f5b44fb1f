namespace Farebox.CommandLine;

/// <summary>The command cannot be carried out as it was given. The message is one sentence for the person who gave it.</summary>
internal sealed class CommandException(string message) : Exception(message);
