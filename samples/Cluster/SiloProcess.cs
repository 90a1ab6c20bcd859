using System.Diagnostics;
using System.Net;
using System.Reflection;
using MicrogradSharp.Orleans;

namespace Cluster;

/// <summary>A silo in a process of its own. It ends when its input does, so it does not outlive the program that started it.</summary>
internal sealed class SiloProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private SiloProcess(Process process) => _process = process;

    /// <summary>Starts this program again as a silo.</summary>
    public static SiloProcess Start(IPEndPoint primary)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true };
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        if (isHost) start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        start.ArgumentList.Add("--join");
        start.ArgumentList.Add(primary.ToString());
        return new SiloProcess(Process.Start(start)!);
    }

    /// <summary>What such a process does: joins, and waits for the end of its input, which may come before it has joined.</summary>
    public static async Task<int> RunAsync(IPEndPoint primary, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ending = Task.Run(
            () =>
            {
                Console.In.ReadToEnd();
                stop.Cancel();
            },
            CancellationToken.None);
        try
        {
            await using var silo = await LocalCluster.JoinAsync(primary, LogisticRows.Configure, cancellationToken: stop.Token);
            await ending.WaitAsync(cancel);
            return Application.Success;
        }
        catch (OperationCanceledException)
        {
            return Application.Stopped;     // the program that started it says so
        }
    }

    public void Kill() => _process.Kill();

    /// <summary>Asks the silo to leave.</summary>
    public void Stop() => _process.StandardInput.Close();

    public void Dispose()
    {
        Stop();
        if (!_process.WaitForExit(s_patience)) _process.Kill();
        _process.Dispose();
    }
}
