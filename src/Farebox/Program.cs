using Farebox.CommandLine;

// What farebox can do. The first words choose; each command reads the rest itself.
return await Terminal.RunAsync((console, stop) => args switch
{
    ["demo", .. var options] => DemoStart.RunAsync(console, options, stop),
    ["up"] => UpCommand.RunAsync(console, stop),
    ["keys", "create"] => KeysCommand.CreateAsync(console, stop),
    ["keys", "list"] => KeysCommand.ListAsync(console, stop),
    ["keys", "revoke", var id] => KeysCommand.RevokeAsync(console, id, stop),
    ["report", "usage", .. var options] => ReportCommand.UsageAsync(console, options, stop),
    ["verify", .. var options] => VerifyCommand.RunAsync(console, options, stop),
    ["--version"] => Help.VersionAsync(console),
    [] or ["help" or "--help" or "-h", ..] => Help.ShowAsync(console),
    _ => Help.UnknownAsync(console, args),
});
