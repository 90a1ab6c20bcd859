using FluentAssertions;
using Moons;
using Spectre.Console;
using Xunit;

namespace MicrogradSharp.Tests.Samples;

/// <summary>Runs the sample inside the test's process, with its own folder.</summary>
internal sealed class MoonsProgram : IDisposable
{
    private readonly TriggeringWriter _output = new();
    private readonly StringWriter _error = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("moons-").FullName;

    /// <summary>The output of the last run.</summary>
    public string Output => _output.ToString();

    /// <summary>The errors of the last run.</summary>
    public string Error => _error.ToString();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string CsvFile(string text)
    {
        string path = Path.Combine(Folder, "rows.csv");
        File.WriteAllText(path, text);
        return path;
    }

    public int Run(params string[] args) => RunUntil(TestContext.Current.CancellationToken, args);

    public int RunUntil(CancellationToken cancel, params string[] args)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return Application.Run(args, NewConsole(AnsiSupport.No, InteractionSupport.No), _error, warmUp: TimeSpan.Zero, cancel);
    }

    /// <summary>Runs until a phrase is in the output, and then stops as if by Ctrl+C.</summary>
    public int RunUntilPrinted(string phrase, CancellationTokenSource stop, params string[] args)
    {
        _output.Trigger = (phrase, stop.Cancel);
        return RunUntil(stop.Token, args);
    }

    public IAnsiConsole NewConsole(AnsiSupport ansi, InteractionSupport interactive) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = ansi,
        Interactive = interactive,
        Out = new AnsiConsoleOutput(_output),
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    });

    public string ErrorLine() => Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle().Subject;
}
