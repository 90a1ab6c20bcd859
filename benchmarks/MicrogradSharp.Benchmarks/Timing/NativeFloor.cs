using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MicrogradSharp.Benchmarks.Timing;

/// <summary>The floor as a separate program, compiled from C, which measures itself.</summary>
internal sealed partial class NativeFloor(string program, string data)
{
    /// <summary>Runs the program once.</summary>
    /// <returns>The time of its steps that it prints, in milliseconds.</returns>
    /// <exception cref="InvalidOperationException">The program cannot be started, fails, or prints something else.</exception>
    public double Measure()
    {
        string output = Run();
        var match = Line().Match(output);
        if (!match.Success)
        {
            throw new InvalidOperationException(
                $"{program} must print 'floor <number> ms per <count> steps', but printed '{output.Trim()}'.");
        }
        return double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    private string Run()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, [data]) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} must end with exit code 0, but ended with {process.ExitCode}.");
            }
            return output;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"{program} cannot be started: {exception.Message}", exception);
        }
    }

    [GeneratedRegex(@"^floor ([0-9.]+) ms per [0-9]+ steps", RegexOptions.Multiline)]
    private static partial Regex Line();
}
