using Farebox.CommandLine;

// What farebox can do. The first word chooses; each command reads the rest itself.
return await Terminal.RunAsync((console, stop) => args.FirstOrDefault() switch
{
    "demo" => DemoStart.RunAsync(console, args[1..], stop),
    "up" => UpCommand.RunAsync(console, args[1..], stop),
    "keys" => KeysCommand.RunAsync(console, args[1..], stop),
    "tenants" => TenantsCommand.RunAsync(console, args[1..], stop),
    "report" => ReportCommand.RunAsync(console, args[1..], stop),
    "verify" => VerifyCommand.RunAsync(console, args[1..], stop),
    "--version" => Help.VersionAsync(console),
    null or "help" or "--help" or "-h" => Help.ShowAsync(console),
    _ => Help.UnknownAsync(console, args),
});
