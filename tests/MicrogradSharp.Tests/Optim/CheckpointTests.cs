using System.Text.RegularExpressions;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

public sealed class CheckpointTests : IDisposable
{
    private const string Whole = """
        {"format":"microgradsharp/checkpoint","version":1,"epochs":3,"parameters":[1,2],
        "optimizer":{"kind":"Sgd","stepCount":3,"learningRate":0.5,"buffers":{"momentum_buffer":[3,4]}},
        "earlyStopping":{"epoch":1,"loss":0.25,"parameters":[5,6]}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("microgradsharp-").FullName;

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "^.*$", "", "The file must be JSON, but is invalid at line 1, byte 1: The input does not contain any JSON tokens*" },
        { "^.*$", "null", "The outermost value must be an object, but was null." },
        { "^.*$", "[]", "The outermost value must be an object, but was an array." },
        { "^.*$", "\0\0\0\0", "The file must be JSON, but is invalid at line 1, byte 1: *" },
        { "^.*$", "{}", "format is missing." },
        { "6\\]}}", "6]}", "The file must be JSON, but is invalid at line 3, *" },
        { ",4\\].*", "", "The file must be JSON, but is invalid at line 2, *" },
        { "$", "{}", "The file must be JSON, but is invalid at line 3, *" },
        { "microgradsharp/checkpoint", "microgradsharp/mlp", "format must be 'microgradsharp/checkpoint', but was 'microgradsharp/mlp'." },
        { "microgradsharp/checkpoint", "\\ud800", "format must be valid text, but holds half of a surrogate pair." },
        { "\"version\":1", "\"version\":2,\"new\":{}", "version must be 1, but was 2." },
        { "\"version\":1", "\"version\":\"1.0\"", "version must be a whole number from 0 to 2^63 - 1, but was '1.0'." },
        {
            "\"version\":1", "\"version\":1,\"new\":{}",
            "new is unknown: The outermost value must have the properties format, version, epochs, parameters, optimizer, earlyStopping."
        },
        { "\"epochs\":3", "\"epochs\":-1", "epochs must be a whole number from 0 to 2147483647, but was -1." },
        { "\"epochs\":3", "\"epochs\":2147483648", "epochs must be a whole number from 0 to 2147483647, but was 2147483648." },
        {
            "\"epochs\":3", "\"epochs\":99999999999999999999",
            "epochs must be a whole number from 0 to 2147483647, but was 99999999999999999999."
        },
        { "\"epochs\":3,", "", "epochs is missing." },
        { "\"epochs\":3", "\"epochs\":3,\"epochs\":4", "epochs must appear once, but appears again." },
        { "\"parameters\":\\[1,2\\]", "\"parameters\":[]", "parameters must hold at least 1 number, but was empty." },
        { "\"parameters\":\\[1,2\\]", "\"parameters\":null", "parameters must be an array, but was null." },
        { "\"parameters\":\\[1,2\\]", "\"parameters\":[1,null]", "parameters[1] must be a number *, but was null." },
        { "\"parameters\":\\[1,2\\]", "\"parameters\":[1,\"two\"]", "parameters[1] must be a number *, but was 'two'." },
        { "\"parameters\":\\[1,2\\]", "\"parameters\":[1,1e999]", "parameters[1] must be a number *, but was 1e999." },
        {
            "\"parameters\":\\[1,2\\]", "\"parameters\":[[[[[[[[[[1]]]]]]]]]]",
            "The file must be JSON, but is invalid at line 1, *depth of 8*"
        },
        {
            "\"parameters\":\\[1,2\\]", "\"parameters\":[1,2,3]",
            "optimizer.buffers.momentum_buffer must hold 3 numbers, one for each parameter, but holds 2."
        },
        { "\"kind\":\"Sgd\",", "", "optimizer.kind is missing." },
        { "\"kind\":\"Sgd\"", "\"kind\":\"\"", "optimizer.kind must name an optimiser, but was ''." },
        { "\"stepCount\":3", "\"stepCount\":-3", "optimizer.stepCount must be a whole number from 0 to 2^63 - 1, but was -3." },
        { "\"stepCount\":3", "\"stepCount\":0.5", "optimizer.stepCount must be a whole number from 0 to 2^63 - 1, but was 0.5." },
        { "0.5", "\"NaN\"", "optimizer.learningRate must be a finite number and at least 0, but was 'NaN'." },
        { "0.5", "1e999", "optimizer.learningRate must be a finite number and at least 0, but was 1e999." },
        { "0.5", "-0.5", "optimizer.learningRate must be a finite number and at least 0, but was -0.5." },
        { "\"learningRate\":0.5,", "", "optimizer.learningRate is missing." },
        { "\"optimizer\":.*?}}", "\"optimizer\":null", "optimizer must be an object, but was null." },
        { "\"buffers\":.*?}", "\"buffers\":null", "optimizer.buffers must be an object, but was null." },
        { "\\[3,4\\]", "null", "optimizer.buffers.momentum_buffer must be an array, but was null." },
        { ",\\s*\"earlyStopping\":.*}}", "}", "earlyStopping is missing." },
        { "\"epoch\":1", "\"epoch\":3", "earlyStopping.epoch must be a whole number from 0 to 2, but was 3." },
        { "\"epoch\":1", "\"epoch\":-1", "earlyStopping.epoch must be a whole number from 0 to 2, but was -1." },
        { "\"loss\":0.25", "\"loss\":\"-Infinity\"", "earlyStopping.loss must be a finite number, but was '-Infinity'." },
        { "\"epochs\":3", "\"epochs\":3,\"model\":null", "model must be a string, but was null." },
        { "\"epochs\":3", "\"epochs\":3,\"model\":\" \"", "model must describe a model, but was ' '." },
        { "\"epochs\":3", "\"epochs\":3,\"batches\":null", "batches must be an object, but was null." },
        { "\"epochs\":3", "\"epochs\":3,\"batches\":{\"size\":8}", "batches.shuffleSeed is missing." },
        {
            "\"epochs\":3", "\"epochs\":3,\"batches\":{\"size\":0,\"shuffleSeed\":null}",
            "batches.size must be a whole number from 1 to 2147483647, but was 0."
        },
        {
            "\"epochs\":3", "\"epochs\":3,\"batches\":{\"size\":8,\"shuffleSeed\":2147483648}",
            "batches.shuffleSeed must be a whole number from -2147483648 to 2147483647, but was 2147483648."
        },
        {
            "\"epochs\":3", "\"epochs\":3,\"batches\":{\"size\":8,\"shuffleSeed\":1,\"new\":1}",
            "batches.new is unknown: batches must have the properties size, shuffleSeed."
        },
        { "\\[5,6\\]", "[5]", "earlyStopping.parameters must hold 2 numbers, one for each parameter, but holds 1." },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_not_a_checkpoint_is_refused_with_the_fault_and_its_place(string pattern, string replacement, string message)
    {
        string path = Write(
            new Regex(pattern, RegexOptions.Singleline).Replace(Whole, replacement.Replace("$", "$$", StringComparison.Ordinal), 1));
        ((Action)(() => Checkpoint.Load(path))).Should().Throw<FormatException>().WithMessage($"{path}: {message}");
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused()
    {
        for (int length = 0; length < Whole.TrimEnd().Length; length++)
        {
            string path = Write(Whole[..length]);
            ((Action)(() => Checkpoint.Load(path))).Should().Throw<FormatException>();
        }
    }

    [Fact]
    public void A_file_that_is_not_text_is_refused()
    {
        string path = Path.Combine(_folder, "c.json");
        byte[] bytes = [.. "{\"format\":\""u8, 0xff, 0xfe, 0x80, .. "\"}"u8];
        File.WriteAllBytes(path, bytes);
        ((Action)(() => Checkpoint.Load(path))).Should().Throw<FormatException>();
    }

    [Fact]
    public void A_whole_file_is_read()
    {
        var checkpoint = Checkpoint.Load(Write(Whole));
        checkpoint.Epochs.Should().Be(3);
        checkpoint.Parameters.ToArray().Should().Equal(1, 2);
        Node[] p = [0.0, 0.0];
        var optimizer = new Sgd(p, 1, momentum: 0.9);
        checkpoint.Restore(optimizer);
        p.Select(node => node.Data).Should().Equal(1, 2);
        (optimizer.StepCount, optimizer.LearningRate, checkpoint.Optimizer.Kind).Should().Be((3, 0.5, "Sgd"));
        optimizer.GetState().Buffers["momentum_buffer"].ToArray().Should().Equal(3, 4);
    }

    [Fact]
    public void Every_number_comes_back_to_the_last_bit()
    {
        double[] numbers =
        [
            0.1, -0.0, 1 / 3.0, double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity,
            double.NegativeInfinity, Math.BitIncrement(1),
        ];
        Node[] p = [.. numbers.Select(number => (Node)number)];
        var optimizer = new Adagrad(p, learningRate: 0.1 + 0.2);
        foreach (var node in p) node.Grad = node.Data;
        optimizer.Step();
        for (int i = 0; i < p.Length; i++) p[i].Data = numbers[i];
        var state = optimizer.GetState();
        string path = Path.Combine(_folder, "c.json");
        Checkpoint.Of(optimizer, epochs: 7).Save(path);

        var loaded = Checkpoint.Load(path);
        Bits(loaded.Parameters.ToArray()).Should().Equal(Bits(numbers));
        Bits(loaded.Optimizer.Buffers["sum"].ToArray()).Should().Equal(Bits(state.Buffers["sum"].ToArray()));
        (loaded.Epochs, loaded.Optimizer.StepCount, loaded.Optimizer.LearningRate).Should().Be((7, 1, 0.1 + 0.2));
        Directory.EnumerateFiles(_folder).Should().Equal(path);
    }

    [Fact]
    public void A_file_from_before_models_and_batches_were_written_is_read()
    {
        var checkpoint = Checkpoint.Load(Write(Whole));
        (checkpoint.ModelDescription, checkpoint.BatchSize, checkpoint.ShuffleSeed).Should().Be((null, null, null));
        Node[] p = [0.0, 0.0];
        checkpoint.Restore(new Sgd(p, 1, momentum: 0.9), "any model");
        p.Select(node => node.Data).Should().Equal(1, 2);
    }

    [Fact]
    public void The_parameters_of_one_model_went_into_another_of_the_same_size()
    {
        Node[] p = [1.0, 2.0];
        string path = Path.Combine(_folder, "c.json");
        Checkpoint.Of(new Sgd(p, 1), epochs: 1, "1-1, tanh, \"größe\"").Save(path);
        var checkpoint = Checkpoint.Load(path);
        checkpoint.ModelDescription.Should().Be("1-1, tanh, \"größe\"");
        p[0].Value.Data = 7;
        var optimizer = new Sgd(p, 1);
        checkpoint.Invoking(c => c.Restore(optimizer, "1-1, relu"))
            .Should().Throw<ArgumentException>().WithParameterName("modelDescription")
            .WithMessage("modelDescription must be that of the checkpoint, '1-1, tanh, \"größe\"', but was '1-1, relu'.*");
        p[0].Data.Should().Be(7);
        checkpoint.Restore(optimizer, "1-1, tanh, \"größe\"");
        p[0].Data.Should().Be(1);
        checkpoint.Restore(optimizer);
        ((Action)(() => Checkpoint.Of(optimizer, 1, " "))).Should().Throw<ArgumentException>().WithParameterName("modelDescription");
    }

    [Fact]
    public void Long_descriptions_are_shown_where_they_differ()
    {
        string same = string.Concat(Enumerable.Repeat("ReLUNeuron(2), ", 100));
        var optimizer = new Sgd([1.0], 1);
        var checkpoint = Checkpoint.Of(optimizer, 1, same + "Linear\n" + same);
        checkpoint.Invoking(c => c.Restore(optimizer, same + "Tanh")).Should().Throw<ArgumentException>()
            .Which.Message.Should().Match(
                "modelDescription must be that of the checkpoint, '…*ReLUNeuron(2), Linear ReLUNeuron*…', "
                + "but was '…*ReLUNeuron(2), Tanh'.*")
            .And.Subject.Length.Should().BeLessThan(300);
    }

    [Fact]
    public void A_checkpoint_is_a_copy()
    {
        var workout = new Workout();
        var checkpoint = Checkpoint.Of(workout.Optimizer, 0);
        double[] before = workout.Parameters;
        workout.Train(new TrainingOptions { Epochs = 2 });
        checkpoint.Restore(workout.Optimizer);
        workout.Parameters.Should().Equal(before);
        workout.Optimizer.StepCount.Should().Be(0);
    }

    [Fact]
    public void It_remembers_the_kind_of_optimiser()
    {
        Node[] p = [1.0, 2.0];
        string path = Path.Combine(_folder, "c.json");
        Checkpoint.Of(new Adam(p), epochs: 1).Save(path);
        var checkpoint = Checkpoint.Load(path);
        new AdamW(p).Invoking(checkpoint.Restore)
            .Should().Throw<ArgumentException>("its buffers are the same")
            .WithMessage("state must be that of AdamW, but was that of Adam.*");
        new Adam(p).Invoking(checkpoint.Restore).Should().NotThrow();
    }

    [Fact]
    public void A_reader_sees_the_whole_old_file_while_a_new_one_is_written()
    {
        string path = Write(Whole);
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        Checkpoint.Of(new Adam([1.0]), epochs: 1).Save(path);
        reader.ReadToEnd().Should().Be(Whole);
        Checkpoint.Load(path).Epochs.Should().Be(1);
    }

    [Fact]
    public void One_that_does_not_fit_changes_nothing()
    {
        Node[] p = [7.0, 8.0];
        var adam = new Adam(p);
        var checkpoint = Checkpoint.Load(Write(Whole));
        adam.Invoking(checkpoint.Restore)
            .Should().Throw<ArgumentException>().WithMessage("state must be that of Adam, but was that of Sgd.*");
        new Sgd([1.0], 1, momentum: 0.9).Invoking(checkpoint.Restore)
            .Should().Throw<ArgumentException>().WithMessage("optimizer must have 2 parameters, like the checkpoint, but has 1.*");
        p.Select(node => node.Data).Should().Equal(7, 8);
        adam.StepCount.Should().Be(0);
        ((Action)(() => Checkpoint.Of(adam, -1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("epochs must be at least 0, but was -1.*");
        ((Action)(() => Checkpoint.Of(null!, 1))).Should().Throw<ArgumentNullException>();
        ((Action)(() => checkpoint.Restore(null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => checkpoint.Save(""))).Should().Throw<ArgumentException>();
        ((Action)(() => Checkpoint.Load(null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => Checkpoint.Load(Path.Combine(_folder, "none.json")))).Should().Throw<FileNotFoundException>();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<long> Bits(double[] numbers) => numbers.Select(BitConverter.DoubleToInt64Bits);

    private string Write(string text)
    {
        string path = Path.Combine(_folder, "c.json");
        File.WriteAllText(path, text);
        return path;
    }
}
