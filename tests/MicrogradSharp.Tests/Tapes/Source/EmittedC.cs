using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MicrogradSharp.Tests.Tapes.Source;

/// <summary>Compiles emitted C by gcc, all of a test at once, into a library that the test loads.</summary>
internal static class EmittedC
{
    private delegate double Value(double[] row, double[] parameters);

    private delegate double ValueAndGradient(double[] row, double[] parameters, [Out] double[] gradient);

    private delegate void Outputs(double[] row, double[] parameters, [Out] double[] outputs);

    private delegate void OutputsAndJacobian(double[] row, double[] parameters, [Out] double[] outputs, [Out] double[] jacobian);

    /// <summary>Compiles the tapes as functions f0, f1, and so on. Skips the test where there is no gcc.</summary>
    public static EmittedFunction[] Compile(IReadOnlyList<Tape> tapes)
    {
        nint library = Compile([.. tapes.Select((tape, i) => tape.ToC($"f{i}"))]);
        return [.. tapes.Select((tape, i) => Of(library, $"f{i}", tape))];
    }

    /// <summary>Compiles source files as C99. They must compile without a warning.</summary>
    public static nint Compile(params string[] sources)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("gcc makes no library for this system that the test could load.");
        var folder = Directory.CreateTempSubdirectory("emitted");
        try
        {
            for (int i = 0; i < sources.Length; i++) File.WriteAllText(Path.Combine(folder.FullName, $"f{i}.c"), sources[i]);
            File.WriteAllLines(Path.Combine(folder.FullName, "all.c"), sources.Select((_, i) => $"#include \"f{i}.c\""));
            string[] strict = ["-std=c99", "-O1", "-Wall", "-Wextra", "-pedantic", "-Werror"];
            Run(folder.FullName, [.. strict, "-fPIC", "-shared", "-o", "emitted.so", "all.c", "-lm"]).Should().BeEmpty();
            return NativeLibrary.Load(Path.Combine(folder.FullName, "emitted.so"));
        }
        finally
        {
            folder.Delete(recursive: true);     // a library that is loaded stays in memory
        }
    }

    private static string Run(string folder, string[] options)
    {
        try
        {
            var start = new ProcessStartInfo("gcc", options) { WorkingDirectory = folder, RedirectStandardError = true };
            using var gcc = Process.Start(start)!;
            string errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            return errors;
        }
        catch (Win32Exception)
        {
            Assert.Skip("gcc is not installed.");
            throw;
        }
    }

    private static EmittedFunction Of(nint library, string name, Tape tape)
    {
        bool hasParameters = tape.Parameters.Count > 0;
        if (tape.Outputs > 1)
        {
            var outputs = Load<Outputs>($"{name}_evaluate");
            var jacobian = hasParameters ? Load<OutputsAndJacobian>($"{name}_values_and_jacobian") : null;
            return new EmittedFunction(
                (row, parameters, y) => outputs(row, parameters, y),
                jacobian is null ? null : (row, parameters, y, derivatives) => jacobian(row, parameters, y, derivatives));
        }
        var value = Load<Value>($"{name}_evaluate");
        var gradient = hasParameters ? Load<ValueAndGradient>($"{name}_gradient") : null;
        return new EmittedFunction(
            (row, parameters, y) => y[0] = value(row, parameters),
            gradient is null ? null : (row, parameters, y, derivatives) => y[0] = gradient(row, parameters, derivatives));

        TDelegate Load<TDelegate>(string export) =>
            Marshal.GetDelegateForFunctionPointer<TDelegate>(NativeLibrary.GetExport(library, export));
    }
}
