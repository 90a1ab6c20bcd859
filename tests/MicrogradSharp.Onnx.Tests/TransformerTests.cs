using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>A GPT of one block: a row is a whole document.</summary>
public sealed class TransformerTests
{
    private const int Vocabulary = 27, Width = 16, Block = 16;

    private readonly Embedding _tokens, _positions;
    private readonly Sequential _body, _all;

    public TransformerTests()
    {
        var random = new Random(7);
        _tokens = new Embedding(Vocabulary, Width, random);
        _positions = new Embedding(Block, Width, random);
        _body = new Sequential(
            new RmsNorm(Width), new TransformerBlock(Width, 4, random), new Linear(Width, Vocabulary, random, bias: false));
        _all = new Sequential(_tokens, _positions, _body);
    }

    [Theory]
    [InlineData(OnnxPrecision.F64)]
    [InlineData(OnnxPrecision.F32)]
    public void The_logits_of_a_document_are_those_of_the_tape(OnnxPrecision precision)
    {
        var tape = Tape.Record(Block, row => [.. Logits(row.ToArray()).SelectMany(logits => logits)]);
        double[] rows = [.. Enumerable.Range(0, 3 * Block).Select(i => (double)(i * i % Vocabulary))];

        var model = Model.Of(tape, new OnnxOptions { Precision = precision, Module = _all });

        Near.Check(model.Run(rows), tape.Evaluate(rows), Near.For(precision), i => $"logit {i}");
        model.Operators.Count(name => name == "MatMul").Should().BeInRange(4, 12, "a matrix multiplies all positions at once");
        model.Operators.Should().HaveCountLessThan(400, "equal operations are one node");
    }

    [Fact]
    public void The_loss_of_a_document_is_that_of_the_tape()
    {
        var tape = Tape.Record(Block + 1, row =>
        {
            var tokens = row.ToArray();
            return Node.Mean([.. Logits(tokens[..^1]).Zip(tokens[1..], (logits, next) => Loss.CrossEntropy(logits, next))]);
        });
        double[] rows = [.. Enumerable.Range(0, 5 * (Block + 1)).Select(i => (double)(i * 5 % Vocabulary))];

        var model = Model.Of(tape, new OnnxOptions { Module = _all });

        Near.Check(model.Run(rows), tape.Evaluate(rows), Near.F64, i => $"row {i}");
    }

    [Fact]
    public void A_table_without_a_name_is_stored_as_a_matrix()
    {
        var tape = Tape.Record(2, row => [.. _tokens.Forward(row[0]), .. _tokens.Forward(row[1])]);

        var model = Model.Of(tape);

        Near.Check(model.Run([3, 26]), tape.Evaluate([3, 26]), Near.F64, i => $"number {i}");
        model.Operators.Should().Equal("Cast", "Gather", "Reshape");
        model.Proto.Graph.Initializer.Should().Contain(tensor => tensor.Name == "table" && tensor.Dims[0] == Vocabulary);
    }

    [Fact]
    public void Parameters_have_the_names_and_shapes_of_the_module()
    {
        var tape = Tape.Record(Block, row => [.. Logits(row.ToArray()).SelectMany(logits => logits)]);

        var stored = Model.Of(tape, new OnnxOptions { Module = _all }).Proto.Graph.Initializer;

        using var stream = new MemoryStream();
        _all.SaveSafetensors(stream);
        string header = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        string[] names = [.. _all.NamedParameters.Select(named => named.Name.TrimEnd([.. ".0123456789"])).Distinct()];
        foreach (string name in names)
        {
            stored.Select(tensor => tensor.Name).Should().Contain(name);
            var tensor = stored.Single(tensor => tensor.Name == name);
            header.Should().Contain($"\"{name}\":{{\"dtype\":\"F64\",\"shape\":[{string.Join(',', tensor.Dims)}]");
        }
        _all.ParameterCount.Should().Be(
            (int)stored.Where(tensor => names.Contains(tensor.Name)).Sum(tensor => tensor.Dims.Aggregate(1L, (size, d) => size * d)));
    }

    private Node[][] Logits(Node[] tokens)
    {
        var sequence = tokens.Select((token, p) => _tokens.Forward(token).Zip(_positions.Forward(p), (x, y) => x + y).ToArray()).ToArray();
        return _body.Forward(sequence);
    }
}
