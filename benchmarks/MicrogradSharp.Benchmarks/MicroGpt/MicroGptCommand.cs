using System.Globalization;
using MicrogradSharp.Benchmarks.Timing;

namespace MicrogradSharp.Benchmarks.MicroGpt;

/// <summary>Measures a step of microgpt, a document a step, beside the same work written by hand in C.</summary>
internal static class MicroGptCommand
{
    /// <summary>Measures and prints.</summary>
    public static void Measure(FloorOptions options)
    {
        var data = MicroGptData.Read();
        var model = new MicroGptModel(data);
        int steps = data.Documents.Length;
        model.Train();      // checks the losses
        var eager = Contender.Of("eager, with Dot", model.Train);
        var native = options.Contender();
        if (native is null) Contender.Race(eager);
        else Contender.Race(native, eager);

        Print($"{steps} steps of microgpt, best of {Contender.Rounds} rounds");
        Print($"{"",-20}{"ms",10}{"ms a step",14}{(native is null ? "" : "/ C floor"),14}");
        if (native is not null) Print($"{native.Name,-20}{native.Milliseconds,10:F3}{native.Milliseconds / steps,14:F4}{"1.00 x",14}");
        string ratio = native is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{eager.RatioTo(native):F2} x");
        Print($"{eager.Name,-20}{eager.Milliseconds,10:F3}{eager.Milliseconds / steps,14:F4}{ratio,14}");
        Print($"nodes of a document, on average: {data.Documents.Average(tokens => (double)new Graph(model.Build(tokens)).Count):N0}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
