using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Nn;

public sealed class MLPTests
{
    [Fact]
    public void The_network_of_the_demo_has_337_parameters_and_names_for_them()
    {
        var model = new MLP(2, [16, 16, 1], random: new Random(1337));
        model.ParameterCount.Should().Be(337);
        string[] names = [.. model.NamedParameters.Select(named => named.Name)];
        names.Should().OnlyHaveUniqueItems().And.HaveCount(337);
        names[..3].Should().Equal("layers.0.neurons.0.weights.0", "layers.0.neurons.0.weights.1", "layers.0.neurons.0.bias");
        names[^1].Should().Be("layers.2.neurons.0.bias");
        model.NamedParameters.Select(named => named.Parameter).Should().Equal(model.Parameters);
        model.NamedParameters.Single(named => named.Name == "layers.0.neurons.3.weights.1").Parameter.Should().Be(
            model.Layers[0].Neurons[3].Weights[1]);
    }

    [Fact]
    public void Weights_start_between_minus_one_and_one_and_biases_at_zero()
    {
        var model = new MLP(2, [16, 16, 1], random: new Random(1));
        foreach (var (name, parameter) in model.NamedParameters)
        {
            if (name.EndsWith("bias", StringComparison.Ordinal)) parameter.Data.Should().Be(0);
            else parameter.Data.Should().BeInRange(-1, 1).And.NotBe(0);
        }
        model.Parameters.Select(parameter => parameter.Data).Distinct()
            .Should().HaveCount(2 * 16 + 16 * 16 + 16 + 1, "every weight, and the 0 of the biases");
    }

    [Fact]
    public void The_same_seed_gives_the_same_network_and_no_seed_a_fixed_one()
    {
        Data(new MLP(3, [4, 2], random: new Random(5))).Should().Equal(Data(new MLP(3, [4, 2], random: new Random(5))));
        Data(new MLP(3, [4, 2], random: new Random(5))).Should().NotEqual(Data(new MLP(3, [4, 2], random: new Random(6))));
        Data(new MLP(3, [4, 2])).Should().Equal(Data(new MLP(3, [4, 2])));

        static double[] Data(MLP model) => [.. model.Parameters.Select(parameter => parameter.Data)];
    }

    [Fact]
    public void The_description_is_that_of_micrograd()
    {
        new MLP(2, [3, 1]).ToString()
            .Should().Be("MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(3)]]");
        new MLP(2, [1, 1], activation: Activation.Tanh).ToString()
            .Should().Be("MLP of [Layer of [TanhNeuron(2)], Layer of [LinearNeuron(1)]]");
    }

    [Fact]
    public void Nary_and_chained_sums_give_the_same_numbers_and_other_graphs()
    {
        var nary = new MLP(2, [16, 16, 1], random: new Random(7));
        var chained = new MLP(2, [16, 16, 1], random: new Random(7), summation: Summation.Chained);
        var (y, z) = (nary.Forward(0.3, -0.8)[0], chained.Forward(0.3, -0.8)[0]);
        y.Data.Should().Be(z.Data, "the same additions in the same order");
        y.Backward();
        z.Backward();
        nary.Parameters.Zip(chained.Parameters, (one, other) => Near.IsNear(one.Grad, other.Grad, 1e-14))
            .Should().OnlyContain(isNear => isNear);
        new Graph(y).CountBySymbol().Should().ContainKey("sum").And.NotContainKey("+");
        new Graph(z).CountBySymbol().Should().ContainKey("+").And.NotContainKey("sum");
    }

    [Fact]
    public void ZeroGrad_clears_every_parameter()
    {
        var model = new MLP(2, [3, 1]);
        model.Forward(1.0, 2.0)[0].Backward();
        model.Parameters.Select(parameter => parameter.Grad).Should().Contain(gradient => gradient != 0);
        model.ZeroGrad();
        model.Parameters.Select(parameter => parameter.Grad).Should().OnlyContain(gradient => gradient == 0);
    }

    [Fact]
    public void Reference_networks_agree()
    {
        foreach (var network in ReferenceValues.Json("networks.json").GetProperty("networks").EnumerateArray())
        {
            int[] sizes = [.. ReferenceValues.Numbers(network.GetProperty("sizes")).Select(size => (int)size)];
            var model = new MLP(sizes[0], sizes.AsSpan(1), activation: Activation.FromName(network.GetProperty("activation").GetString()!));
            double[] parameters = ReferenceValues.Flatten(network.GetProperty("parameters"));
            for (int i = 0; i < parameters.Length; i++) model.Parameters[i].Data = parameters[i];

            var errors = new List<Node>();
            foreach (var (inputs, targets, outputs) in network.GetProperty("inputs").EnumerateArray()
                .Zip(network.GetProperty("targets").EnumerateArray(), network.GetProperty("outputs").EnumerateArray()))
            {
                var output = model.Forward([.. ReferenceValues.Numbers(inputs).Select(number => (Node)number)]);
                double[] expected = ReferenceValues.Numbers(outputs), wanted = ReferenceValues.Numbers(targets);
                for (int i = 0; i < expected.Length; i++)
                {
                    output[i].Data.ShouldBeNear(expected[i], 1e-13);
                    errors.Add((output[i] - wanted[i]).Pow(2));
                }
            }
            var loss = Node.Mean([.. errors]);
            loss.Backward();
            loss.Data.ShouldBeNear(network.GetProperty("mean_squared_error").GetDouble(), 1e-12);
            double[] gradients = ReferenceValues.Flatten(network.GetProperty("gradients"));
            for (int i = 0; i < gradients.Length; i++) model.Parameters[i].Grad.ShouldBeNear(gradients[i], 1e-11, $"gradient {i}");
        }
    }

    [Fact]
    public void The_first_step_of_the_demo_has_the_gradients_of_micrograd()
    {
        double[][] rows = ReferenceValues.Csv("moons.csv"), weights = ReferenceValues.Csv("moons_mlp.csv");
        var model = new MLP(2, [16, 16, 1]);
        for (int i = 0; i < weights.Length; i++) model.Parameters[i].Data = weights[i][3];
        var data = Node.Sum([.. rows.Select(row => (1 + -row[2] * model.Forward(row[0], row[1])[0]).ReLU())]) * (1.0 / rows.Length);
        var loss = data + 1e-4 * Node.Sum([.. model.Parameters.Select(p => p * p)]);
        loss.Backward();
        loss.Data.ShouldBeNear(0.8958441028683222, 1e-15);
        for (int i = 0; i < weights.Length; i++) model.Parameters[i].Grad.ShouldBeNear(weights[i][4], 1e-14, $"gradient {i}");
    }

    [Fact]
    public void Wrong_sizes_and_inputs_are_named()
    {
        ((Action)(() => _ = new MLP(0, [1])))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("inputs must be at least 1, but was 0.*");
        ((Action)(() => _ = new MLP(2, [])))
            .Should().Throw<ArgumentException>().WithMessage("sizes must name at least 1 layer, but was empty.*");
        ((Action)(() => _ = new MLP(2, [3, 0])))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("sizes must all be at least 1, but were 3, 0.*");
        ((Action)(() => _ = new MLP(2, [1], summation: (Summation)7)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("summation must be Nary or Chained, but was 7.*");
        ((Action)(() => new MLP(2, [1]).Forward(1.0)))
            .Should().Throw<ArgumentException>().WithMessage("inputs must hold 2 nodes, one for each weight, but held 1.*");
    }
}
