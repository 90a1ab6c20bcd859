using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class SequentialTests
{
    [Fact]
    public void Outputs_and_gradients_are_right_eager_and_recorded()
    {
        var random = new Random(1);
        var module = ModuleContract.Moved(new Sequential(
            new Linear(3, 4, random),
            new Elementwise(Activation.Tanh),
            new TransformerBlock(4, 2, random, hidden: 3, Activation.Sigmoid),
            new TransformerBlock(4, 1, random, hidden: 2, Activation.Sigmoid),
            new RmsNorm(4, 1e-5),
            new Linear(4, 2, random, bias: false)));
        var inputs = ModuleContract.Vectors(3, 3);
        var reference = new ReferenceTransformer(module);
        var hidden = Array.ConvertAll(reference.Linear(inputs, "0."), row => Array.ConvertAll(row, Math.Tanh));
        hidden = reference.Block(reference.Block(hidden, 2, Sigmoid, "2."), 1, Sigmoid, "3.");
        ModuleContract.Check(module, inputs, reference.Linear(reference.RmsNorm(hidden, 1e-5, "4."), "5."));

        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }

    [Fact]
    public void A_whole_model_runs_from_token_to_logits()
    {
        var random = new Random(1);
        var model = new Sequential(new Embedding(5, 4, random), new TransformerBlock(4, 2, random), new Linear(4, 5, random));
        var tape = Tape.Record(columns: 3, row => Node.Mean(
            [.. model.Forward([[row[0]], [row[1]]]).Zip(row[1..].ToArray(), (logits, next) => Loss.CrossEntropy(logits, next))]));
        var logits = model.Forward([[1.0], [4.0]]);
        var eager = Node.Mean(Loss.CrossEntropy(logits[0], 4), Loss.CrossEntropy(logits[1], 2));
        tape.Mean([1, 4, 2]).Should().BeApproximately(eager.Data, 1e-12);
    }

    [Fact]
    public void A_tape_has_a_lookup_and_one_matrix_instruction_for_all_positions()
    {
        var random = new Random(1);
        var model = new Sequential(
            new Embedding(5, 6, random), new TransformerBlock(6, 3, random), new RmsNorm(6), new Linear(6, 5, random, bias: false));
        string tape = Tape.Record(columns: 3, row =>
        {
            Node[][] sequence = [[row[0]], [row[1]], [row[2]]];
            return [.. model.Forward(sequence).SelectMany(logits => logits)];
        }).ToString();
        tape.Should().Contain("= lookup in 5 (r0 r1 r2");
        foreach (string shape in new[] { "18 × 6", "6 × 6", "24 × 6", "6 × 24", "5 × 6" }) tape.Should().Contain($"= dense {shape} × 3 (");
        tape.Should().NotContain("broadcast");
    }

    [Fact]
    public void Names_begin_with_the_place_of_the_module_as_in_PyTorch()
    {
        var random = new Random(1);
        var inner = new Sequential(new Linear(2, 2, random), new LayerNorm(2));
        var module = new Sequential(new Linear(2, 2, random), new Elementwise(Activation.ReLU), inner);
        ModuleContract.Tensors(module).Should().BeEquivalentTo(
            "0.weight [2, 2]", "0.bias [2]", "2.0.weight [2, 2]", "2.0.bias [2]", "2.1.weight [2]", "2.1.bias [2]");
        module.Summary().Parts.Should().Equal(("0", 6), ("2", 10));
        module.Modules.Should().HaveCount(3).And.EndWith(inner);
    }

    [Fact]
    public void Layers_and_networks_can_be_part_of_it()
    {
        var random = new Random(1);
        var (layer, mlp) = (new Layer(2, 3, random), new MLP(3, [4, 1], random));
        var x = ModuleContract.Nodes([0.3, 0.4]);
        new Sequential(layer, mlp).Forward(x)[0].Data.Should().Be(mlp.Forward(layer.Forward(x))[0].Data);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var linear = new Linear(1, 1, new Random(1));
        ((Func<object>)(() => new Sequential())).Should().Throw<ArgumentException>()
            .WithMessage("modules must hold at least 1 module, but was empty.*");
        ((Func<object>)(() => new Sequential(linear, null!))).Should().Throw<ArgumentException>()
            .WithMessage("modules[1] must be a module, but was null.*");
        ((Func<object>)(() => new Sequential(linear, new RmsNorm(1), linear))).Should().Throw<ArgumentException>()
            .WithMessage("modules must hold each module once, but modules[2] is modules[0].*");
        ((Func<object>)(() => new Elementwise(null!))).Should().Throw<ArgumentNullException>().WithParameterName("activation");
        ((Action)(() => new Sequential(linear, new Linear(2, 1, new Random(1))).Forward(1.0))).Should().Throw<ArgumentException>()
            .WithMessage("inputs must hold 2 nodes, but held 1.*");
    }
}
