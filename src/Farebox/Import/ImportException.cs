namespace Farebox.Import;

/// <summary>The import cannot go on. The message is one sentence, or two, for the person who started it.</summary>
internal sealed class ImportException(string message) : Exception(message);
