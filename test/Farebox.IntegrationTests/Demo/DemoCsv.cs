using System.Runtime.CompilerServices;

namespace Farebox.IntegrationTests.Demo;

/// <summary>The trace as it lies in the repository, found from where this file was compiled.</summary>
internal static class DemoCsv
{
    public static string Path { get; } = FromHere("../../../samples/azure-2023-code/azure2023_code.csv");

    private static string FromHere(string relative, [CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, relative));
}
