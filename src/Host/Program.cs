using Phusa.Host.CommandLine;

return await PhusaCommand.Build().Parse(args).Speaking().RunAsync();
