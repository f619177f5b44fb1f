using Farebox.CommandLine;

return await Commands.RunAsync(args);
