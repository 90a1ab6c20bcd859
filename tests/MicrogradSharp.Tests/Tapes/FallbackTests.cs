using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MicrogradSharp.Tests.Expressions;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>Runs the tests of the tape and its kernels again in a separate process, with hardware features switched off.</summary>
public sealed partial class FallbackTests
{
    private static readonly Type[] s_classes =
    [
        typeof(HardwareTests), typeof(TapeTrainingTests), typeof(AffineFusionTests), typeof(TapeNonFiniteTests),
        typeof(TapeRoundingTests), typeof(VectorMathTests), typeof(TrigonometryTests),
    ];

    [Theory]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX2")]
    [InlineData("EnableHWIntrinsic")]
    public async Task The_tape_works_without(string feature)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MicrogradSharp.Tests.dll"));
        }
        foreach (var type in s_classes)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(type.FullName!);
        }
        start.ArgumentList.Add("-noColor");
        string[] ours =
            [.. start.Environment.Keys.Where(key => key.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase))];
        foreach (string key in ours) start.Environment.Remove(key);
        start.Environment[$"DOTNET_{feature}"] = "0";

        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        process.ExitCode.Should().Be(0, $"{output}{await errors}");
        int total = int.Parse(Total().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        total.Should().BeGreaterThan(20, output);
    }

    [GeneratedRegex(@"Total: (\d+)")]
    private static partial Regex Total();
}
