using Fit;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Tests.Samples;

/// <summary>Runs the sample inside the test's process, with its own folder.</summary>
internal sealed class FitProgram : IDisposable
{
    private readonly StringWriter _output = new(), _error = new();

    public static string Misra1a { get; } = Path.Combine(Repository.Root, "samples", "Fit", "Data", "misra1a.csv");

    public string Folder { get; } = Directory.CreateTempSubdirectory("fit-").FullName;

    /// <summary>The output of the last run.</summary>
    public string Output => _output.ToString();

    /// <summary>The lines of the last run's errors.</summary>
    public string[] Errors => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string InFolder(string name) => Path.Combine(Folder, name);

    public string CsvFile(string text)
    {
        string path = InFolder("data.csv");
        File.WriteAllText(path, text);
        return path;
    }

    public int Run(params string[] args) => RunUntil(TestContext.Current.CancellationToken, args);

    public int RunUntil(CancellationToken cancel, params string[] args)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return Application.Run(args, _output, _error, cancel);
    }
}
