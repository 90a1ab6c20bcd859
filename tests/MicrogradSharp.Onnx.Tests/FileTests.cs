using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx.Tests;

public sealed class FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Target => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_saved_and_loaded()
    {
        var network = new MLP(2, [3, 1], new Random(1));

        OnnxModel.Save(network, Target);

        OnnxModel.Load(Target).Predict([1, 2]).Should().Equal(network.Predict([1, 2]));
        Directory.GetFiles(_folder).Should().Equal(Target);
        OnnxModel.Save(Tape.Record(2, row => network.Forward(row)), Target);
        OnnxModel.Load(Target).Predict([1, 2]).Should().Equal(network.Predict([1, 2]));
    }

    [Fact]
    public void A_function_that_cannot_be_saved_leaves_the_file_as_it_was()
    {
        File.WriteAllText(Target, "before");
        var tape = Tape.Record(1, row => Node.From(new Unknown(), row[0]));

        FluentActions.Invoking(() => OnnxModel.Save(tape, Target)).Should().Throw<NotSupportedException>();

        File.ReadAllText(Target).Should().Be("before");
        Directory.GetFiles(_folder).Should().Equal(Target);
    }

    [Fact]
    public void Faults_name_the_file()
    {
        File.WriteAllText(Target, "not a model");
        string missing = Path.Combine(_folder, "missing", "model.onnx");

        FluentActions.Invoking(() => OnnxModel.Load(Target)).Should().Throw<FormatException>()
            .WithMessage($"{Target}: The file must be an ONNX model, but *");
        FluentActions.Invoking(() => OnnxModel.Save(new MLP(1, [1]), missing)).Should().Throw<DirectoryNotFoundException>()
            .WithMessage($"*{missing}*");
        FluentActions.Invoking(() => OnnxModel.Load(missing)).Should().Throw<DirectoryNotFoundException>();
    }

    [Fact]
    public void Null_and_empty_arguments_are_refused()
    {
        var network = new MLP(1, [1]);
        var tape = Tape.Record(1, row => row[0]);
        FluentActions.Invoking(() => OnnxModel.Save((MLP)null!, Target)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => OnnxModel.Save((Tape)null!, Target)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => OnnxModel.Save(network, (Stream)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => OnnxModel.Save(tape, (Stream)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => OnnxModel.Save(network, "")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => OnnxModel.Save(tape, "")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => OnnxModel.Load((Stream)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => OnnxModel.Load(Target, [null!])).Should().Throw<ArgumentException>()
            .WithMessage("activations must not contain null, but one is null.*");
    }

    private sealed class Unknown : UnaryExpr
    {
        public override string Symbol => "unknown";

        protected override double Evaluate(double x) => x;

        protected override double Slope(double x, double y) => 1;
    }
}
