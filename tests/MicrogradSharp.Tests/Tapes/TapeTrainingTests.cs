using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>The demo on the tape: 100 rows, hinge loss and L2 terms.</summary>
public sealed class TapeTrainingTests
{
    public static TheoryData<Summation> Summations => [Summation.Nary, Summation.Chained];

    [Theory, MemberData(nameof(Summations))]
    public void A_hundred_steps_have_the_losses_of_micrograd(Summation summation)
    {
        double[] rows = Rows();
        var model = Model(summation);
        var tape = Record(model);
        double[][] steps = ReferenceValues.Csv("moons_training.csv");
        steps.Should().HaveCount(100);
        for (int step = 0; step < steps.Length; step++)
        {
            model.ZeroGrad();
            tape.Backward(rows).ShouldAgree(steps[step][1], step < 10 ? 1e-9 : 1e-6, because: $"step {step}");
            double rate = 1.0 - 0.9 * step / 100;
            foreach (var parameter in model.Parameters) parameter.Data -= rate * parameter.Grad;
        }
    }

    [Theory, MemberData(nameof(Summations))]
    public void The_first_step_has_the_gradients_of_micrograd(Summation summation)
    {
        double[][] weights = ReferenceValues.Csv("moons_mlp.csv");
        var model = Model(summation);
        var tape = Record(model);
        tape.Parameters.Should().HaveCount(337).And.BeEquivalentTo(model.Parameters);
        tape.Backward(Rows()).ShouldBeNear(0.8958441028683222, 1e-12);
        for (int i = 0; i < weights.Length; i++) model.Parameters[i].Grad.ShouldBeNear(weights[i][4], 1e-12, $"gradient {i}");
    }

    internal static Tape Record(MLP model, TapeOptions? options = null) => Tape.Record(
        3,
        row => (1 - row[2] * model.Forward(row[..2])[0]).ReLU() + 1e-4 * Node.Sum([.. model.Parameters.Select(p => p * p)]),
        options);

    internal static MLP Model(Summation summation = Summation.Nary)
    {
        var model = new MLP(2, [16, 16, 1], summation: summation);
        double[][] weights = ReferenceValues.Csv("moons_mlp.csv");
        for (int i = 0; i < weights.Length; i++) model.Parameters[i].Data = weights[i][3];
        return model;
    }

    internal static double[] Rows() => [.. ReferenceValues.Csv("moons.csv").SelectMany(row => row)];
}
