using System.Text.Encodings.Web;
using System.Text.Json;

namespace Farebox.Import.Progress;

/// <summary>The file of errors: one JSON object per row that was not recorded. It is made when the first one comes.</summary>
internal sealed class ErrorLog(string path) : IDisposable
{
    // A file for people's editors, never part of a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private FileStream? _file;

    /// <summary>How much of it is written.</summary>
    public long Length => _file?.Length ?? 0;

    /// <summary>Goes on behind what an earlier run is known to have written, and drops what came after that.</summary>
    public void GoOnAt(long length)
    {
        if (length == 0)
        {
            File.Delete(path);
            return;
        }

        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        _file.SetLength(Math.Min(length, _file.Length));
        _file.Seek(0, SeekOrigin.End);
    }

    public void Write(IReadOnlyList<RowError> errors)
    {
        if (errors.Count == 0) return;

        _file ??= new FileStream(path, FileMode.Create, FileAccess.Write);
        foreach (var error in errors)
        {
            using var json = new Utf8JsonWriter(_file, Readable);
            json.WriteStartObject();
            json.WriteNumber("row", error.Row);
            json.WriteNumber("line", error.Line);
            if (error.Id is not null) json.WriteString("id", error.Id);
            json.WriteString("status", error.Status);
            json.WriteString("code", error.Code);
            json.WriteString("detail", error.Detail);
            json.WriteEndObject();
            json.Flush();
            _file.WriteByte((byte)'\n');
        }

        _file.Flush();
    }

    public void Dispose() => _file?.Dispose();
}
