using System.Globalization;
using System.Reflection;
using MicrogradSharp.Datasets;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Fitting;
using MicrogradSharp.Forward;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>Numbers in the library's texts do not depend on the culture.</summary>
public sealed class CultureTests
{
    [Fact]
    public void Every_text_is_the_same_in_every_culture()
    {
        string[] texts = Texts(), foreign = In(Foreign(), Texts);
        foreign.Should().Equal(texts);
        texts.Should().HaveCountGreaterThan(20);

        static string[] Texts() => [.. Examples().Select(example => example.ToString()!)];
    }

    [Fact]
    public void Every_public_type_with_a_text_of_its_own_has_an_example()
    {
        var types = typeof(Value).Assembly.GetExportedTypes()
            .Where(type => !type.IsEnum && !type.IsSubclassOf(typeof(Expr)) && HasText(type));
        Examples().Select(KindOf).Distinct().Should().BeEquivalentTo(types);

        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        static Type KindOf(object example) => example switch
        {
            Expr => typeof(Expr),
            _ when example.GetType() is { IsGenericType: true } type => type.GetGenericTypeDefinition(),
            _ => example.GetType(),
        };

        static bool HasText(Type type) => type.GetMethod(nameof(ToString), Declared, []) is { IsVirtual: true };
    }

    [Fact]
    public void The_options_of_a_training_name_all_that_they_hold()
    {
        string text = new TrainingOptions { MaxGradientNorm = 0.5, MinimumImprovement = 0.25, ShuffleSeed = -1 }.ToString();
        text.Should().StartWith("TrainingOptions { Epochs = 100, ").And.Contain("MaxGradientNorm = 0.5")
            .And.Contain("MinimumImprovement = 0.25").And.Contain("ShuffleSeed = -1");
        typeof(TrainingOptions).GetProperties().Should().OnlyContain(property => text.Contains($" {property.Name} = "));
    }

    private static IEnumerable<object> Examples()
    {
        Node x = new(-1.5, "x");
        var y = (x - 0.25).LeakyReLU(0.125).ELU(0.75).Pow(-2.5);
        var graph = new Graph(y);
        graph.Backward();
        var model = new MLP(2, [3, 1], new Random(1));
        var data = new Dataset(["x0", "x1"], [-1.5, 0.25]);
        var bad = x.Log() * 0.5;
        using (NodeOrigin.Remember()) yield return NodeOrigin.Of(x * -0.5)!;
        yield return x;
        yield return x.Value;
        yield return new Dual<double>(-1.5, 0.25);
        yield return Jet<Tangents2>.Variable(-1.5, 0);
        yield return graph;
        foreach (var operation in graph.Values.Where(value => !value.IsLeaf)) yield return operation.Rule!;
        yield return graph.Summary();
        yield return new Graph(bad).FindNonFinite()!;
        var report = GradientCheck.Run(inputs => inputs[0] * -2.5, [-1.5]);
        yield return report;
        yield return report.Inputs[0];
        yield return new GradientCheckOptions { Tolerance = 1.5e-7 };
        yield return new DrawingOptions { ColorByGradient = true };
        yield return Tape.Record(1, row => row[0] * -0.5 + x);
        yield return new TapeOptions();
        yield return model;
        yield return model.Layers[0];
        yield return model.Layers[0].Neurons[0];
        yield return model.Summary();
        yield return Activation.Tanh;
        yield return Initializer.Uniform(-0.5, 0.25);
        yield return data;
        yield return Standardizer.Fit(data);
        yield return Schedule.Linear(0.5, 0.25, 3).WithWarmup(2, 0.125);
        yield return new TrainingOptions
        {
            MaxGradientNorm = 0.5,
            MinimumImprovement = 0.25,
            ShuffleSeed = -1,
            Validation = data,
            Schedule = Schedule.Constant(0.5),
        };
        yield return new EpochReport(3, -0.25, 0.5, 0.125);
        yield return new TrainingResult(-0.25, 0.5, 40, 29, StopReason.EarlyStopped);
        yield return new MinimizeOptions { Lower = [-1.5], Upper = [double.PositiveInfinity] };
        yield return new MinimizeStep(3, [-1.5], -0.25, 1.5, 0.125, 4);
        yield return Minimize.Newton(p => (p[0] - 1.5).Pow(2) - 2000.5, [0]);
        yield return new RootOptions { ResidualTolerance = 1.5e-7 };
        yield return new RootStep(3, [-1.5], 0.25, 0.125, 4);
        yield return Roots.Find(p => [p[0] * p[0] + 1.5], [-1.5]);
        yield return new LeastSquaresOptions { GradientTolerance = 0.5, Loss = RobustLoss.Huber(0.5) };
        yield return new CurveFitOptions { StartSpread = 0.5, StartSeed = -1, Sigmas = [0.5] };
        yield return new FitStep(3, -0.25, 0.5, 0.125);
        Node slope = new(1, "slope");
        var fit = LeastSquares.Run(() => [slope - 0.5, slope - 0.75], [slope]);
        yield return fit;
        yield return fit.Parameters[0];
    }

    /// <summary>A culture that needs no data of the system, and formats every number differently.</summary>
    private static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NaNSymbol = "none";
        culture.NumberFormat.PositiveInfinitySymbol = "endless";
        return culture;
    }

    private static T In<T>(CultureInfo culture, Func<T> run)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return run();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
