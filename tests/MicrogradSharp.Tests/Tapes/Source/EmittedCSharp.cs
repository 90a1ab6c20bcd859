using System.Reflection;
using MicrogradSharp.Tests.Conventions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MicrogradSharp.Tests.Tapes.Source;

/// <summary>Compiles emitted C#, all of a test at once, without a reference to the library.</summary>
internal static class EmittedCSharp
{
    private delegate double Value(ReadOnlySpan<double> row, ReadOnlySpan<double> parameters);

    private delegate double ValueAndGradient(ReadOnlySpan<double> row, ReadOnlySpan<double> parameters, Span<double> gradient);

    private delegate void Outputs(ReadOnlySpan<double> row, ReadOnlySpan<double> parameters, Span<double> outputs);

    private delegate void OutputsAndJacobian(
        ReadOnlySpan<double> row, ReadOnlySpan<double> parameters, Span<double> outputs, Span<double> jacobian);

    /// <summary>Compiles the tapes as classes F0, F1, and so on.</summary>
    public static EmittedFunction[] Compile(IReadOnlyList<Tape> tapes)
    {
        var assembly = Compile([.. tapes.Select((tape, i) => tape.ToCSharp($"F{i}"))]);
        return [.. tapes.Select((tape, i) => Of(assembly.GetType($"F{i}")!, tape.Outputs == 1))];
    }

    /// <summary>Compiles source files. They must compile without a warning.</summary>
    public static Assembly Compile(params string[] sources)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            optimizationLevel: OptimizationLevel.Release);
        var trees = sources.Select((source, i) => CSharpProgram.Parse(source, $"F{i}.cs"));
        var compilation = CSharpCompilation.Create($"Emitted{Guid.NewGuid():N}", trees, CSharpProgram.Framework, options);
        using var image = new MemoryStream();
        var wrong = compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        wrong.Select(diagnostic => $"{diagnostic}\n{diagnostic.Location.SourceTree}").Should().BeEmpty();
        return Assembly.Load(image.ToArray());
    }

    private static EmittedFunction Of(Type type, bool hasOneOutput)
    {
        var evaluate = type.GetMethod("Evaluate")!;
        var differentiate = type.GetMethod(hasOneOutput ? "Gradient" : "ValuesAndJacobian");
        if (!hasOneOutput)
        {
            var outputs = evaluate.CreateDelegate<Outputs>();
            var jacobian = differentiate?.CreateDelegate<OutputsAndJacobian>();
            return new EmittedFunction(
                (row, parameters, y) => outputs(row, parameters, y),
                jacobian is null ? null : (row, parameters, y, derivatives) => jacobian(row, parameters, y, derivatives));
        }
        var value = evaluate.CreateDelegate<Value>();
        var gradient = differentiate?.CreateDelegate<ValueAndGradient>();
        return new EmittedFunction(
            (row, parameters, y) => y[0] = value(row, parameters),
            gradient is null ? null : (row, parameters, y, derivatives) => y[0] = gradient(row, parameters, derivatives));
    }
}
