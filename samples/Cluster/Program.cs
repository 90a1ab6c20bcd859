using System.Runtime.InteropServices;
using Cluster;
using Spectre.Console;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await Application.RunAsync(args, AnsiConsole.Console, Console.Error, stop.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;      // the silos leave in order
    stop.Cancel();
}
