using System.Diagnostics;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Tests.Diagnostics;

/// <summary>Opens the page in headless Chromium; <c>tests/Browser/backprop.mjs</c> says what it must do there.</summary>
public sealed class BrowserTests : IDisposable
{
    private static readonly string s_scripts = Path.Combine(Repository.Root, "tests", "Browser");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("micrograd-browser");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_page_steps_through_backprop_in_a_browser()
    {
        string? node = OnPath("node");
        string? chromium = Environment.GetEnvironmentVariable("CHROMIUM")
            ?? new[] { "chromium", "chromium-browser", "google-chrome" }.Select(OnPath).FirstOrDefault(path => path is not null);
        Need(node is not null, "node is not on the PATH");
        Need(chromium is not null, "Chromium is not on the PATH, and CHROMIUM does not name it");
        Need(
            Directory.Exists(Path.Combine(s_scripts, "node_modules", "playwright-core")),
            "playwright-core is not installed: npm ci --prefix tests/Browser");
        WritePages();

        string[] arguments = [Path.Combine(s_scripts, "backprop.mjs"), chromium!, _folder.FullName];
        var start = new ProcessStartInfo(node!, arguments) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(0, "the browser said:\n{0}", errors);
    }

    private void WritePages()
    {
        Write("neuron.html", LectureNeuron.Graph().ToHtml());

        var hostile = new Node(1.0, "\"]; </script><img src=x onerror=alert(1)><script>alert(2)</script>") * 2;
        hostile.Label = "<b>out</b> & 'more'";
        Write("hostile.html", new Graph(hostile).ToHtml());

        var network = new MLP(2, [3, 3, 1], random: new Random(1)).Forward(0.5, -0.3)[0];
        Write("network.html", new Graph(network).ToHtml());

        Node[] leaves =
        [
            new(-1.0 / 3, "WWWWWWWWWWWWWWWWWWWWWWWWW"), new(-1.234567e-100, "重みとバイアスの合計値を計算する長い名前です"),
            new(double.NegativeInfinity, "mmmmmmmmmm"), new(123456.7, "%%%@@@"),
        ];
        var labels = Node.LogSumExp(leaves).LeakyReLU(0.0123456789).ELU(1.5).Pow(-2.5);
        labels.Backward();
        Write("labels.svg", new Graph(labels).ToSvg());
        Write("colored.svg", new Graph(labels).ToSvg(new DrawingOptions { ColorByGradient = true }));
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    private static void Need(bool there, string otherwise)
    {
        if (there) return;
        // .ci/run installs the browser and runs on Linux; on other systems, the workflow runs the tests without a browser
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"{otherwise}. In CI the browser test must run.");
        }
        Assert.Skip($"{otherwise}. The page is not tested in a browser.");
    }

    private static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, $"{program}.exe") })
        .FirstOrDefault(File.Exists);
}
