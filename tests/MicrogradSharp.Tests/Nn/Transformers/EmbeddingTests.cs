using MicrogradSharp.Diagnostics;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class EmbeddingTests
{
    private readonly Embedding _module = new(5, 3, new Random(1));

    [Fact]
    public void A_token_has_its_row_as_a_number_as_a_node_and_recorded()
    {
        var tape = Tape.Record(1, row => _module.Forward(row[0]));
        double[] recorded = new double[15];
        tape.Evaluate([0, 1, 2, 3, 4], recorded);
        for (int token = 0; token < 5; token++)
        {
            double[] row = ModuleContract.Numbers(_module.Weight[token]);
            _module.Forward(token).Should().Equal(_module.Weight[token], "an index makes no node");
            ModuleContract.Numbers(_module.Forward((Node)token)).Should().Equal(row);
            recorded[(3 * token)..(3 * token + 3)].Should().Equal(row);
        }
    }

    [Fact]
    public void A_vector_is_a_copy_that_may_be_written()
    {
        Node[] row = [.. _module.Weight[2]], vector = _module.Forward(2);
        vector[0] = 7.0;
        _module.Forward(2).Should().Equal(row);
    }

    [Fact]
    public void The_gradient_goes_to_the_row_of_the_token_eager_and_recorded()
    {
        GradientCheck.Run(_module.NamedParameters, () => Loss(_module.Forward(2)) + Loss(_module.Forward((Node)4.0)))
            .Passed.Should().BeTrue();
        _module.ZeroGrad();
        Loss(_module.Forward(2)).Backward();
        double[] eager = [.. _module.Parameters.Select(parameter => parameter.Grad)];
        eager.Should().Equal(_module.Parameters.Select((parameter, i) => i / 3 == 2 ? 2 * parameter.Data : 0));
        _module.ZeroGrad();
        Tape.Record(1, row => Loss(_module.Forward(row[0]))).Backward([2]);
        _module.Parameters.Select(parameter => parameter.Grad).Should().Equal(eager);

        static Node Loss(Node[] vector) => Node.Dot(vector, vector);
    }

    [Fact]
    public void A_column_is_one_Gather_over_the_table()
    {
        var vector = _module.Forward((Node)3.0);
        for (int i = 0; i < 3; i++)
        {
            vector[i].Value.Rule.Should().BeOfType<Gather>();
            vector[i].Value.Inputs.ToArray()[1..].Should().Equal(_module.Weight.Select(row => row[i].Value));
        }
    }

    [Fact]
    public void Tensors_have_the_names_of_PyTorch()
    {
        ModuleContract.Tensors(_module).Should().Equal("weight [5, 3]");
        _module.Summary().Parts.Should().Equal(("weight", 15));
        _module.NamedParameters.Last().Should().Be(("weight.4.2", _module.Weight[4][2]));
    }

    [Fact]
    public void Vectors_start_as_in_PyTorch_or_as_the_initializer_says()
    {
        double[] numbers = ModuleContract.Numbers(new Embedding(100, 50, new Random(1)).Parameters);
        numbers.Average().Should().BeApproximately(0, 0.05);
        numbers.Average(number => number * number).Should().BeApproximately(1, 0.05);
        var given = new Embedding(2, 1, new Random(1), new Initializer("shape", (inputs, outputs, _) => 10 * inputs + outputs));
        ModuleContract.Numbers(given.Parameters).Should().Equal(12, 12);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        ((Func<object>)(() => new Embedding(0, 1, new Random(1)))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("tokens must be at least 1, but was 0.*");
        ((Func<object>)(() => new Embedding(1, 0, new Random(1)))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("width must be at least 1, but was 0.*");
        ((Func<object>)(() => new Embedding(1, 1, null!))).Should().Throw<ArgumentNullException>().WithParameterName("random");
        foreach (int token in new[] { -1, 5 })
        {
            ((Action)(() => _module.Forward(token))).Should().Throw<ArgumentOutOfRangeException>()
                .WithMessage($"token must be 0 to 4, the rows of the table, but was {token}.*");
            ((Action)(() => _module.Forward((Node)token))).Should().Throw<ArgumentException>()
                .WithMessage($"index must be a whole number from 0 to 4, but was {token}.*");
        }
        ((Action)(() => _module.Forward(1.0, 2.0))).Should().Throw<ArgumentException>()
            .WithMessage("inputs must hold 1 node, but held 2.*");
        var tape = Tape.Record(1, row => _module.Forward(row[0]));
        ((Action)(() => tape.Evaluate([0, 7], new double[6]))).Should().Throw<ArgumentException>().WithMessage("*but was 7 in row 1.*");
    }
}
