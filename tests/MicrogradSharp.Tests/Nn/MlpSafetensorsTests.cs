using System.Text;
using CsCheck;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class MlpSafetensorsTests : IDisposable
{
    /// <summary>
    /// The header that save_file writes for the state_dict of nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1)), written by hand
    /// from the specification.
    /// </summary>
    private const string PyTorch =
        """{"0.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}""" +
        ""","0.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[12,36]}""" +
        ""","2.bias":{"dtype":"F32","shape":[1],"data_offsets":[36,40]}""" +
        ""","2.weight":{"dtype":"F32","shape":[1,3],"data_offsets":[40,52]}}  """;

    private static readonly float[] s_numbers = [0.25f, -0.5f, 0.75f, 1, 2, 3, 4, 5, 6, 0.1f, -1, float.NaN, 1e-40f];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>A part of the header above, its replacement, and the error that it causes.</summary>
    public static TheoryData<string, string, string> Hostile => new()
    {
        // the header
        { PyTorch, "", "The header (from byte 8) must begin with '{', but does not." },
        { PyTorch, " {}", "The header (from byte 8) must begin with '{', but does not." },
        { PyTorch, "{", "The header (from byte 8) must be JSON, but is invalid at line 1, byte 2: *" },
        { PyTorch, "{}x", "The header (from byte 8) must be JSON, but is invalid at line 1, byte 3: *" },
        {
            PyTorch, "{\"a\":[[[[[[[[[[[[[[",
            "The header (from byte 8) must be JSON, but is invalid at line 1, byte *: The maximum configured depth of 8 has been exceeded.*"
        },
        { PyTorch, "{}", "The tensors must fill the data, 52 bytes, but end at 0." },
        { "{\"0.bias\"", "{\"__metadata__\":{\"a\":1},\"0.bias\"", "header.__metadata__.a must be a string, but was 1." },
        { "{\"0.bias\"", "{\"__metadata__\":[],\"0.bias\"", "header.__metadata__ must be an object, but was an array." },
        { "\"2.bias\"", "\"0.bias\"", "header['0.bias'] must appear once, but appears again." },

        // a tensor
        { "{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}", "null", "header['0.bias'] must be an object, but was null." },
        { "\"dtype\":\"F32\",\"shape\":[3],", "\"shape\":[3],", "header['0.bias'].dtype is missing." },
        {
            "\"dtype\":\"F32\",\"shape\":[3],", "\"dtype\":\"F32\",\"order\":\"F\",\"shape\":[3],",
            "header['0.bias'].order is unknown: header['0.bias'] must have the properties dtype, shape, data_offsets."
        },
        { "\"F32\",\"shape\":[3]", "\"BF16\",\"shape\":[3]", "header['0.bias'].dtype must be F64 or F32, but was 'BF16'." },
        { "[3]", "[-3]", "header['0.bias'].shape[0] must be a whole number from 0 to 2^63 - 1, but was -3." },
        { "[3]", "[1.5,2]", "header['0.bias'].shape[0] must be a whole number from 0 to 2^63 - 1, but was 1.5." },
        { "[3]", "3", "header['0.bias'].shape must be an array, but was 3." },
        { "[3]", "[4]", "header['0.bias'].data_offsets must span the 16 bytes of the shape, but span 12." },
        { "[3]", "[3037000500,3037000500]", "header['0.bias'].shape must have a size within 63 bits, but overflows." },
        { "[3]", "[9223372036854775807]", "header['0.bias'].shape must have a size within 63 bits, but overflows." },
        { "[0,12]", "[0]", "header['0.bias'].data_offsets must hold 2 offsets, the beginning and the end, but holds 1." },
        { "[0,12]", "[0,53]", "header['0.bias'].data_offsets must lie within the 52 bytes of data, in order, but were 0 and 53." },
        { "[0,12]", "[12,0]", "header['0.bias'].data_offsets must lie within the 52 bytes of data, in order, but were 12 and 0." },
        { "[0,12]", "[-12,0]", "header['0.bias'].data_offsets[0] must be a whole number from 0 to 2^63 - 1, but was -12." },
        {
            "[0,12]", "[9223372036854775800,9223372036854775807]",
            "header['0.bias'].data_offsets must lie within the 52 bytes of data, in order, "
                + "but were 9223372036854775800 and 9223372036854775807."
        },
        {
            "[0,12]", "[18446744073709551616,0]",
            "header['0.bias'].data_offsets[0] must be a whole number from 0 to 2^63 - 1, but was 18446744073709551616."
        },
        { "[0,12]", "[4,16]", "header['0.bias'] must begin where the tensor before it ends, at 0, but begins at 4." },
        { "[0,12]", "[12,24]", "header['0.bias'] must begin where the tensor before it ends, at 0, but begins at 12." },
        { "[36,40]", "[32,36]", "header['2.bias'] must begin where the tensor before it ends, at 36, but begins at 32." },
        {
            "\"2.weight\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[40,52]}",
            "\"2.weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[40,48]}",
            "The tensors must fill the data, 52 bytes, but end at 48."
        },

        // a network
        { "\"0.weight\"", "\"0.weights\"", "header['0.weight'] is missing." },
        { "\"2.bias\"", "\"2.b\"", "header['2.bias'] is missing." },
        {
            "\"2.", "\"1.",
            "header['1.bias'] is unknown: a network of 1 layers has a weight and a bias at the even numbers 0 to 0, "
                + "with an activation after each."
        },
        { "\"2.", "\"4.", "header['4.bias'] is unknown: a network of 1 layers has *" },
        { "[3,2]", "[6]", "header['0.weight'].shape must be outputs × inputs, each at least 1, but was [6]." },
        { "[3,2]", "[2,3]", "header['0.bias'].shape must be [2], one for each output, but was [3]." },
        { "[3]", "[3,1]", "header['0.bias'].shape must be [3], one for each output, but was [3, 1]." },
        { "[1,3]", "[3,1]", "header['2.weight'].shape must have as many inputs as the layer before has outputs, 3, but was [3, 1]." },
        {
            "\"shape\":[3,2],\"data_offsets\":[12,36]},\"2.bias\":{\"dtype\":\"F32\",\"shape\":[1]",
            "\"shape\":[0,9223372036854775807],\"data_offsets\":[12,12]},\"2.bias\":{\"dtype\":\"F32\",\"shape\":[1]",
            "header['2.bias'] must begin where the tensor before it ends, at 12, but begins at 36."
        },

        // metadata of this library
        { "{\"0.bias\"", "{\"__metadata__\":{\"model\":\"microgradsharp/mlp\"},\"0.bias\"", "header.__metadata__['version'] is missing." },
        {
            "{\"0.bias\"", "{\"__metadata__\":{\"model\":\"microgradsharp/mlp\",\"version\":\"2\"},\"0.bias\"",
            "header.__metadata__['version'] must be 1, but was '2'."
        },
        {
            "{\"0.bias\"", "{\"__metadata__\":{\"model\":\"microgradsharp/mlp\",\"version\":\"1\",\"summation\":\"x\"},\"0.bias\"",
            "header.__metadata__['summation'] must be Nary or Chained, but was 'x'."
        },
        {
            "{\"0.bias\"", "{\"__metadata__\":{\"model\":\"microgradsharp/mlp\",\"version\":\"1\",\"summation\":\"Nary\"},\"0.bias\"",
            "header.__metadata__['0.activation'] is missing."
        },
        {
            "{\"0.bias\"",
            "{\"__metadata__\":{\"model\":\"microgradsharp/mlp\",\"version\":\"1\",\"summation\":\"Nary\",\"0.activation\":\"x\"},"
                + "\"0.bias\"",
            "header.__metadata__['0.activation'] must be one of *, but was 'x'."
        },
    };

    private static byte[] PyTorchFile => ReferenceSafetensors.File(PyTorch, ReferenceSafetensors.Singles(s_numbers));

    private string Target => Path.Combine(_folder.FullName, "model.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_loaded_network_is_the_saved_one_to_the_last_bit() => ModelFiles.Models.Sample(
        model =>
        {
            model.Parameters[0].Data = BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_1234);     // a NaN with sign and payload
            ModelFiles.ShouldBeTheSame(Load(ModelFiles.Bytes(stream => model.SaveSafetensors(stream))), model);
        },
        iter: 300);

    [Fact]
    public void Numbers_of_32_bits_are_rounded_once_and_then_stay() => ModelFiles.Models.Sample(
        model =>
        {
            var loaded = Load(ModelFiles.Bytes(stream => model.SaveSafetensors(stream, SafetensorsType.F32)));
            loaded.Parameters.Select(parameter => parameter.Data)
                .Should().Equal(model.Parameters.Select(parameter => (double)(float)parameter.Data));
            ModelFiles.ShouldBeTheSame(Load(ModelFiles.Bytes(stream => loaded.SaveSafetensors(stream, SafetensorsType.F32))), loaded);
        },
        iter: 100);

    [Theory]
    [InlineData(SafetensorsType.F64)]
    [InlineData(SafetensorsType.F32)]
    public void The_file_keeps_the_rules_of_the_reference_and_has_the_names_of_PyTorch(SafetensorsType type) => ModelFiles.Models.Sample(
        model =>
        {
            var tensors = ReferenceSafetensors.Read(ModelFiles.Bytes(stream => model.SaveSafetensors(stream, type)));
            tensors.Should().HaveCount(2 * model.Layers.Count);
            for (int i = 0; i < model.Layers.Count; i++)
            {
                var neurons = model.Layers[i].Neurons;
                var (weight, bias) = (tensors[$"{2 * i}.weight"], tensors[$"{2 * i}.bias"]);
                weight.Shape.Should().Equal(neurons.Count, neurons[0].Weights.Count);
                weight.Numbers.Should().Equal(neurons.SelectMany(neuron => neuron.Weights).Select(node => Stored(node.Data)));
                bias.Shape.Should().Equal(neurons.Count);
                bias.Numbers.Should().Equal(neurons.Select(neuron => Stored(neuron.Bias.Data)));
                (weight.Type, bias.Type).Should().Be((type.ToString(), type.ToString()));
            }

            double Stored(double number) => type == SafetensorsType.F64 ? number : (float)number;
        },
        iter: 100);

    [Fact]
    public void The_bytes_are_those_of_the_reference()
    {
        // the expected bytes are those in test_serialization and test_empty of the reference
        var tensor = SafetensorsTensor.From([0, 1, 2, 3, 4, 5], SafetensorsType.F32, 1, 2, 3);
        var tensors = new Dictionary<string, SafetensorsTensor> { ["attn.0"] = tensor };
        ModelFiles.Bytes(new SafetensorsFile(new Dictionary<string, string>(), tensors).Write).Should().Equal(
            ReferenceSafetensors.File(
                """{"attn.0":{"dtype":"F32","shape":[1,2,3],"data_offsets":[0,24]}} """[..64],
                ReferenceSafetensors.Singles(0, 1, 2, 3, 4, 5)));
        var metadata = new Dictionary<string, string> { ["framework"] = "pt" };
        ModelFiles.Bytes(new SafetensorsFile(metadata, new Dictionary<string, SafetensorsTensor>()).Write)
            .Should().Equal(ReferenceSafetensors.File("""{"__metadata__":{"framework":"pt"}}     """));
    }

    [Fact]
    public void The_header_names_the_activations_and_orders_tensors_by_name()
    {
        var model = new MLP(2, [3, 1], activation: Activation.Tanh, summation: Summation.Chained);
        byte[] file = ModelFiles.Bytes(stream => model.SaveSafetensors(stream));
        Encoding.UTF8.GetString(file.AsSpan(8, BitConverter.ToInt32(file))).TrimEnd(' ').Should().Be(
            "{\"__metadata__\":{\"format\":\"pt\",\"model\":\"microgradsharp/mlp\",\"version\":\"1\"," +
            "\"summation\":\"Chained\",\"0.activation\":\"tanh\",\"2.activation\":\"linear\"}" +
            ""","0.bias":{"dtype":"F64","shape":[3],"data_offsets":[0,24]}""" +
            ""","0.weight":{"dtype":"F64","shape":[3,2],"data_offsets":[24,72]}""" +
            ""","2.bias":{"dtype":"F64","shape":[1],"data_offsets":[72,80]}""" +
            ""","2.weight":{"dtype":"F64","shape":[1,3],"data_offsets":[80,104]}}""");
    }

    [Fact]
    public void A_file_of_PyTorch_is_read_with_the_activations_of_the_caller()
    {
        double[] expected = [1, 2, 0.25, 3, 4, -0.5, 5, 6, 0.75, -1, double.NaN, 1e-40f, 0.1f];
        var model = Load(PyTorchFile);
        model.Parameters.Select(parameter => parameter.Data).Should().Equal(expected);
        Names(model).Should().Equal("ReLU", "linear");
        Names(MLP.LoadSafetensors(new MemoryStream(PyTorchFile), Activation.Tanh)).Should().Equal("tanh", "linear");
        Names(MLP.LoadSafetensors(new MemoryStream(PyTorchFile), Activation.Tanh, Activation.Sigmoid)).Should().Equal("tanh", "sigmoid");
        ((Action)(() => MLP.LoadSafetensors(new MemoryStream(PyTorchFile), Activation.Tanh, Activation.Tanh, Activation.Tanh)))
            .Should().Throw<ArgumentException>()
            .WithMessage("activations must hold 0, 1 (for all layers but the last) or 2 (one for each layer of the file), but held 3.*");

        static IEnumerable<string> Names(MLP model) => model.Layers.Select(layer => layer.Neurons[0].Activation.Name);
    }

    [Fact]
    public void Tensors_in_any_order_types_that_differ_and_metadata_of_others_are_read()
    {
        string header =
            """{"2.weight":{"shape":[1,3],"dtype":"F32","data_offsets":[32,44]}""" +
            ""","0.weight":{"data_offsets":[44,68],"dtype":"F32","shape":[3,2]}""" +
            ""","2.bias":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}""" +
            ""","0.bias":{"dtype":"F64","shape":[3],"data_offsets":[8,32]},"__metadata__":{"format":"pt","version":"7"}}""";
        byte[] data =
        [
            .. new[] { 0.1f, 0.25, -0.5, 0.75 }.SelectMany(BitConverter.GetBytes),
            .. ReferenceSafetensors.Singles([.. s_numbers[10..], .. s_numbers[3..9]]),
        ];
        ModelFiles.Bits(Load(ReferenceSafetensors.File(header, data))).Should().Equal(ModelFiles.Bits(Load(PyTorchFile)));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_fault_is_named_with_its_place(string text, string replacement, string message)
    {
        PyTorch.Should().Contain(text);
        byte[] file = ReferenceSafetensors.File(
            PyTorch.Replace(text, replacement, StringComparison.Ordinal), ReferenceSafetensors.Singles(s_numbers));
        ((Action)(() => Load(file))).Should().Throw<FormatException>().WithMessage(message);
        ModelFiles.Loads(file, stream => MLP.LoadSafetensors(stream)).Should().BeFalse("and no more room is taken than the file justifies");
    }

    [Theory]
    [InlineData(0UL, "The header (from byte 8) must begin with '{', but does not.")]
    [InlineData(303UL, "The length of the header (bytes 0 to 7) must be at most the 302 bytes that follow, but was 303.")]
    [InlineData(100_000_001UL, "The length of the header (bytes 0 to 7) must be at most 100000000, but was 100000001.")]
    [InlineData(ulong.MaxValue, "The length of the header (bytes 0 to 7) must be at most 100000000, but was 18446744073709551615.")]
    public void A_wrong_length_of_the_header_is_named(ulong length, string message)
    {
        byte[] file = PyTorchFile;
        file.Length.Should().Be(8 + 302);
        BitConverter.TryWriteBytes(file, length);
        ((Action)(() => Load(file))).Should().Throw<FormatException>().WithMessage(message);
    }

    [Fact]
    public void A_file_too_short_for_a_length_is_named() => ((Action)(() => Load([1, 2, 3]))).Should().Throw<FormatException>()
        .WithMessage("The file must begin with 8 bytes, the length of its header, but has 3 in all.");

    [Fact]
    public void A_damaged_file_loads_or_says_what_is_wrong()
    {
        ModelFiles.Fuzz(PyTorchFile, stream => MLP.LoadSafetensors(stream));
        ModelFiles.Fuzz(ModelFiles.Bytes(stream => new MLP(1, [1]).SaveSafetensors(stream)), stream => MLP.LoadSafetensors(stream));
    }

    [Fact]
    public void Parameters_are_read_into_a_network_that_tapes_hold_already()
    {
        var (model, other) = (new MLP(2, [3, 1], random: new Random(1)), new MLP(2, [3, 1], random: new Random(2)));
        var tape = Tape.Record(2, model.Forward);
        other.SaveSafetensors(Target);
        model.LoadParameters(Target);
        ModelFiles.Bits(model).Should().Equal(ModelFiles.Bits(other));
        double[] output = new double[1];
        tape.Evaluate([0.3, 0.4], output);
        output.Should().Equal(other.Predict([0.3, 0.4]));
    }

    [Fact]
    public void Parameters_of_another_shape_are_refused_and_change_nothing()
    {
        var model = new MLP(2, [3, 4, 1]);
        long[] before = ModelFiles.Bits(model);
        (MLP Other, string Message)[] wrong =
        [
            (new MLP(2, [3, 1]), "The file must hold 3 layers, as the network does, but holds 2."),
            (new MLP(2, [3, 5, 1]), "header['2.weight'].shape must be [4, 3], as in the network, but was [5, 3]."),
            (new MLP(3, [3, 4, 1]), "header['0.weight'].shape must be [3, 2], as in the network, but was [3, 3]."),
            (new MLP(2, [3, 4, 2]), "header['4.weight'].shape must be [1, 4], as in the network, but was [2, 4]."),
        ];
        foreach (var (other, message) in wrong)
        {
            byte[] file = ModelFiles.Bytes(stream => other.SaveSafetensors(stream));
            ((Action)(() => model.LoadParameters(new MemoryStream(file)))).Should().Throw<FormatException>().WithMessage(message);
            ModelFiles.Bits(model).Should().Equal(before);
        }
        wrong[0].Other.SaveSafetensors(Target);
        ((Action)(() => model.LoadParameters(Target))).Should().Throw<FormatException>().WithMessage($"{Target}: {wrong[0].Message}");
    }

    [Fact]
    public void An_activation_of_the_user_is_written_by_name_and_passed_to_load()
    {
        var swish = new Activation("Swish²", x => x * x.Sigmoid());
        var model = new MLP(2, [3, 1], activation: swish, random: new Random(3));
        model.SaveSafetensors(Target);
        ModelFiles.ShouldBeTheSame(MLP.LoadSafetensors(Target, swish), model);
        ((Action)(() => MLP.LoadSafetensors(Target)))
            .Should().Throw<FormatException>().WithMessage($"{Target}: header.__metadata__['0.activation'] *, but was 'Swish²'.");
    }

    [Fact]
    public void What_cannot_be_saved_leaves_the_old_file()
    {
        File.WriteAllText(Target, "old");
        var model = new MLP(2, [3, 1], activation: new Activation("Tanh", x => x));
        ((Action)(() => model.SaveSafetensors(Target)))
            .Should().Throw<InvalidOperationException>().WithMessage("*named Tanh, which files use for the built-in tanh.");
        ((Action)(() => new MLP(1, [1]).SaveSafetensors(Target, (SafetensorsType)5)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("type must be F64 or F32, but was 5.*");
        File.ReadAllText(Target).Should().Be("old");
        _folder.GetFiles().Should().ContainSingle();
    }

    [Fact]
    public void Missing_files_streams_and_activations_are_named()
    {
        var model = new MLP(1, [1]);
        ((Action)(() => MLP.LoadSafetensors(Target))).Should().Throw<FileNotFoundException>();
        ((Action)(() => MLP.LoadSafetensors((Stream)null!))).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        ((Action)(() => model.LoadParameters((Stream)null!))).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        ((Action)(() => model.SaveSafetensors((Stream)null!))).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        ((Action)(() => MLP.LoadSafetensors(new MemoryStream(PyTorchFile), [null!])))
            .Should().Throw<ArgumentException>().WithMessage("activations must not contain null, but one is null.*");
    }

    private static MLP Load(byte[] file) => MLP.LoadSafetensors(new MemoryStream(file));
}
