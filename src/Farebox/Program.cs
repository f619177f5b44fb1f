using Farebox.CommandLine;

// What farebox can do. The first word chooses; each command reads the rest itself.
return await Terminal.RunAsync((console, stop) => args.FirstOrDefault() switch
{
    "demo" => DemoStart.RunAsync(console, args[1..], stop),
    "up" => UpCommand.RunAsync(console, args[1..], stop),
    "health" => HealthCommand.RunAsync(console, args[1..], stop),
    "check" => CheckCommand.RunAsync(console, args[1..]),
    "apply" => ApplyCommand.RunAsync(console, args[1..], stop),
    "conformance" => ConformanceCommand.RunAsync(console, args[1..]),
    "keys" => KeysCommand.RunAsync(console, args[1..], stop),
    "quote" => QuoteCommand.RunAsync(console, args[1..], stop),
    "price" => PriceCommand.RunAsync(console, args[1..], stop),
    "backtest" => BackTestCommand.RunAsync(console, args[1..], stop),
    "tenants" => TenantsCommand.RunAsync(console, args[1..], stop),
    "report" => ReportCommand.RunAsync(console, args[1..], stop),
    "close" => CloseCommand.RunAsync(console, args[1..], stop),
    "rerate" => RerateCommand.RunAsync(console, args[1..], stop),
    "backup" => BackupCommand.RunAsync(console, args[1..], stop),
    "restore" => RestoreCommand.RunAsync(console, args[1..], stop),
    "retention" => RetentionCommand.RunAsync(console, args[1..], stop),
    "prices" => PricesCommand.RunAsync(console, args[1..], stop),
    "usage" => UsageCommand.RunAsync(console, args[1..], stop),
    "import" => ImportCommand.RunAsync(console, args[1..], stop),
    "export" => ExportCommand.RunAsync(console, args[1..], stop),
    "verify" => VerifyCommand.RunAsync(console, args[1..], stop),
    "--version" => Help.VersionAsync(console),
    null or "help" or "--help" or "-h" => Help.ShowAsync(console),
    _ => Help.UnknownAsync(console, args),
});
