using System.Diagnostics;

namespace Farebox.Postgres.Backup;

/// <summary>A program that reads or writes a stream of any size. Disposing ends it, if it has not ended.</summary>
internal sealed class PipedProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private PipedProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Input => _process.StandardInput.BaseStream;

    public static PipedProgram Start(ClientProgram program, IEnumerable<string> arguments, string connectionString)
    {
        var start = new ProcessStartInfo(program.Path, arguments)
        {
            WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        LibpqEnvironment.Set(start.Environment, connectionString);
        return new(Process.Start(start) ?? throw new BackupException($"{program.Path} cannot be started."));
    }

    /// <summary>Waits for the end.</summary>
    /// <exception cref="BackupException">It did not end well; the message is what it said.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        var said = (await _errors).Trim();
        if (_process.ExitCode != 0) throw new BackupException(said.Length > 0 ? said : $"{_process.StartInfo.FileName} ended with {_process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
