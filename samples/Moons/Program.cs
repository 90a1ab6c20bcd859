using System.Runtime.InteropServices;
using Moons;
using Spectre.Console;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return Application.Run(args, OpenConsole(), Console.Error, StepTiming.WarmUp, stop.Token);

// Colours are for terminals: some build servers are taken for one although the output goes to a file.
static IAnsiConsole OpenConsole() => !Console.IsOutputRedirected ? AnsiConsole.Console : AnsiConsole.Create(new AnsiConsoleSettings
{
    Ansi = AnsiSupport.No,
    ColorSystem = ColorSystemSupport.NoColors,
    Interactive = InteractionSupport.No,
    Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
});

void Stop(PosixSignalContext context)
{
    context.Cancel = true;      // the run ends between two steps, with the cursor back in place
    stop.Cancel();
}
