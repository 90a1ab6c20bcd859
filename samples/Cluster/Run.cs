using System.Diagnostics;
using System.Globalization;
using MicrogradSharp.Optim;
using MicrogradSharp.Orleans;
using Spectre.Console;

namespace Cluster;

/// <summary>Starts the silos, minimises, and reports.</summary>
internal sealed class Run(RunOptions options, IAnsiConsole console)
{
    private const int KillAfter = 3;        // iterations
    private const double Tolerance = 1e-9;

    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(1);

    private readonly List<SiloProcess> _processes = [];
    private LocalCluster? _cluster;
    private Task _killing = Task.CompletedTask;
    private bool _hasKilled;
    private long _last = Stopwatch.GetTimestamp();

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var resume = options.Resume is { } file ? Checkpoint.Load(file) : null;
        try
        {
            await StartAsync(cancel);
            var clusterOptions = new ClusterOptions { OnRetry = retry => Say($"{retry}"), OnStraggler = straggler => Say($"{straggler}") };
            await using var objective = await ClusterObjective.OpenAsync(
                _cluster!.Grains, LogisticRows.Function, Shards(), clusterOptions, cancel);
            long start = Stopwatch.GetTimestamp();
            var result = await Minimize.LbfgsAsync(objective, new double[LogisticRows.Parameters], new MinimizeOptions
            {
                GradientTolerance = Tolerance,
                OnStep = Report,
                CheckpointPath = options.Checkpoint,
                ResumeFrom = resume,
                CancellationToken = cancel,
            });
            await _killing;
            Summarise(result, objective.RowCount, Stopwatch.GetElapsedTime(start));
            return result.Converged ? Application.Success : Application.NotConverged;
        }
        finally
        {
            foreach (var process in _processes) process.Stop();
            foreach (var process in _processes) process.Dispose();
            if (_cluster is not null) await _cluster.DisposeAsync();
        }
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        int here = options.InProcesses ? 1 : options.Silos;
        _cluster = await LocalCluster.StartAsync(here, LogisticRows.Configure, cancellationToken: cancel);
        for (int i = here; i < options.Silos; i++) _processes.Add(SiloProcess.Start(_cluster.Primary));
        await WaitAsync(cancel);
        string where = options.InProcesses ? "each in a process" : "in one process";
        Say($"{options.Silos} silos, {where}; {options.Rows:N0} rows in {options.Shards} shards");
        _last = Stopwatch.GetTimestamp();
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_startLimit);
        try
        {
            await _cluster!.WaitForAsync(options.Silos, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new UserErrorException($"the {options.Silos} silos must join within {s_startLimit.TotalMinutes} minute, but did not.");
        }
    }

    private Shard[] Shards()
    {
        var shards = new Shard[options.Shards];
        for (int i = 0; i < shards.Length; i++)
        {
            long first = options.Rows * i / shards.Length, end = options.Rows * (i + 1) / shards.Length;
            shards[i] = Shard.FromCode(LogisticRows.Source, first, end - first);
        }
        return shards;
    }

    private void Report(MinimizeStep step)
    {
        double seconds = Stopwatch.GetElapsedTime(_last).TotalSeconds;
        _last = Stopwatch.GetTimestamp();
        Say($"iteration {step.Iteration,2}: loss {step.Value:F9}, gradient {step.GradientNorm:E1}, {seconds:F2} s");
        if (!options.Kills || _hasKilled || step.Iteration < KillAfter) return;
        _hasKilled = true;
        console.WriteLine("a silo is killed");
        if (_processes.Count > 0) _processes[^1].Kill();
        else _killing = Task.Run(() => _cluster!.KillAsync(options.Silos - 1));     // while the next step runs
    }

    private void Summarise(MinimizeResult result, long rows, TimeSpan elapsed)
    {
        Say($"{rows:N0} rows, {result.Iterations} iterations, {result.Evaluations} passes, {elapsed.TotalSeconds:F1} s");
        Say($"loss {result.Value:R}; {result.Message}");
        var table = new Table().AddColumns("parameter", "found", "drawn with");
        double[] truth = LogisticRows.Truth;
        for (int i = 0; i < truth.Length; i++)
        {
            string name = i < LogisticRows.Inputs ? $"w{i}" : "bias";
            table.AddRow(name, Text($"{result.Minimizer[i]:F6}"), Text($"{truth[i]}"));
        }
        console.Write(table);
    }

    private void Say(FormattableString line) => console.WriteLine(Text(line));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
