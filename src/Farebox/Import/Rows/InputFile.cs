using System.IO.Compression;

namespace Farebox.Import.Rows;

/// <summary>A file to import as a stream of its text, unpacked on the way where its name ends in <c>.gz</c>.</summary>
internal sealed class InputFile : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly FileStream _file;

    /// <exception cref="ImportException">There is no such file, or it may not be read.</exception>
    public InputFile(string path)
    {
        try
        {
            _file = new FileStream(path, new FileStreamOptions { BufferSize = BufferBytes, Options = FileOptions.SequentialScan });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"The file cannot be read: {fault.Message}");
        }

        Stream = IsPacked(path) ? new GZipStream(_file, CompressionMode.Decompress) : _file;
    }

    public Stream Stream { get; }

    /// <summary>Bytes of the file as it lies on the disk.</summary>
    public long Length => _file.Length;

    /// <summary>How far it has been read.</summary>
    public long Position => _file.Position;

    /// <summary>The name without folder and packing, for example <c>usage.csv</c>.</summary>
    public static string NameOf(string path) =>
        IsPacked(path) ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path);

    public void Dispose()
    {
        Stream.Dispose();
        _file.Dispose();
    }

    private static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
