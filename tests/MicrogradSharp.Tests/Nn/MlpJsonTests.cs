using System.Globalization;
using System.Text;
using CsCheck;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class MlpJsonTests : IDisposable
{
    private const string Small = """
        {
          "format": "microgradsharp/mlp",
          "version": 1,
          "inputs": 2,
          "summation": "Nary",
          "layers": [
            {
              "activation": "tanh",
              "weights": [
                [0.5,-1],
                [1E-300,2]
              ],
              "biases": [0,-0]
            },
            {
              "activation": "linear",
              "weights": [
                [1.25,"NaN"]
              ],
              "biases": ["-Infinity"]
            }
          ]
        }

        """;

    private static readonly Activation s_swish = new("Swish²", x => x * x.Sigmoid());

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>A part of the small file, its replacement, and the error that it causes.</summary>
    public static TheoryData<string, string, string> Hostile => new()
    {
        // not JSON
        { Small, "", "The file must be JSON, but is invalid at line 1, byte 1: The input does not contain any JSON tokens.*" },
        { Small[150..], "", "The file must be JSON, but is invalid at line 9, byte *" },
        { "[0.5,-1]", "[0.5 -1]", "The file must be JSON, but is invalid at line 10, byte 14: *" },
        { "[0.5,-1]", "[0.5,-1,]", "The file must be JSON, but is invalid at line 10, byte 17: *" },
        { "[0.5,-1]", "[0.5,NaN]", "The file must be JSON, but is invalid at line 10, byte 14: *" },
        { "[0.5,-1]", "[0.5,-01]", "The file must be JSON, but is invalid at line 10, byte *" },
        { "[0.5,-1]", "[0.5,/* */-1]", "The file must be JSON, but is invalid at line 10, byte *" },
        {
            "[0.5,-1]", "[[[[[[[[[[[[[[0.5",
            "The file must be JSON, but is invalid at line 10, byte *: The maximum configured depth of 8 has been exceeded.*"
        },
        { "  ]\n}", "  ]\n}{}", "The file must be JSON, but is invalid at line 23, byte 2: *" },
        {
            "[0.5,-1]", "[0.5,trualong\u001bword0123456789012345678901234567890123456789012345678901234567890123456789]",
            "The file must be JSON, but is invalid at line 10, byte *: "
                + "'trualong\uFFFDword012345678901234567890123456789012345678901234567890123456789012345…' "
                + "is an invalid JSON literal. Expected the literal 'true'."
        },
        { "tanh", "ta\u0001nh", "The file must be JSON, but is invalid at line 8, byte *" },

        // another kind of file
        { Small, "7", "The outermost value must be an object, but was 7." },
        { Small, "[]", "The outermost value must be an object, but was an array." },
        { "microgradsharp/mlp", "microgradsharp/cnn", "format must be 'microgradsharp/mlp', but was 'microgradsharp/cnn'." },
        { "\"microgradsharp/mlp\"", "null", "format must be a string, but was null." },
        { "\"format\": \"microgradsharp/mlp\",", "", "format is missing." },
        { "\"version\": 1,", "", "version is missing." },
        { "\"version\": 1", "\"version\": 2, \"new\": {}", "version must be 1, but was 2." },
        { "\"version\": 1", "\"version\": 1.5", "version must be a whole number from 0 to 2^63 - 1, but was 1.5." },
        { "\"version\": 1", "\"version\": \"1\"", "version must be a whole number from 0 to 2^63 - 1, but was '1'." },

        // properties
        { "\"inputs\": 2,", "", "inputs is missing." },
        { "\"summation\": \"Nary\",", "", "summation is missing." },
        {
            "\"biases\": [0,-0]", "\"bias\": [0,-0]",
            "layers[0].bias is unknown: layers[0] must have the properties activation, weights, biases."
        },
        { ",\n      \"biases\": [0,-0]", "", "layers[0].biases is missing." },
        { "\"inputs\": 2,", "\"inputs\": 2, \"inputs\": 2,", "inputs must appear once, but appears again." },
        {
            "\"version\": 1", "\"version\": 1, \"a\\nb\": 2",
            "['a b'] is unknown: The outermost value must have the properties format, version, inputs, summation, layers."
        },
        {
            "\"version\": 1", "\"version\": 1, \"\\ud800\": 2",
            "The outermost value must have valid text as property names, but one holds half of a surrogate pair."
        },
        {
            "\"version\": 1",
            "\"version\": 1, \"01234567890123456789012345678901234567890123456789012345678901234567890123456789 and a million more\": 2",
            "['0123456789012345678901234567890123456789012345678901234567890123456789012345678…'] is unknown:*" },
        { "\"Nary\"", "\"Both\"", "summation must be Nary or Chained, but was 'Both'." },
        { "\"Nary\"", "\"\\ud800\"", "summation must be valid text, but holds half of a surrogate pair." },
        {
            "tanh", "Swish",
            "layers[0].activation must be one of linear, ReLU, *, sin, or of the activations passed with the file, but was 'Swish'."
        },
        { "\"tanh\"", "[1]", "layers[0].activation must be a string, but was an array." },

        // sizes
        { "\"inputs\": 2", "\"inputs\": 0", "inputs must be a whole number from 1 to 2147483591, but was 0." },
        { "\"inputs\": 2", "\"inputs\": -2", "inputs must be a whole number from 1 to 2147483591, but was -2." },
        {
            "\"inputs\": 2", "\"inputs\": 1000000000",
            "layers[0].weights[0] must hold 1000000000 numbers, one for each input of the layer, but holds 2."
        },
        { "\"inputs\": 2", "\"inputs\": 4294967298", "inputs must be a whole number from 1 to 2147483591, but was 4294967298." },
        {
            "\"inputs\": 2", "\"inputs\": 99999999999999999999",
            "inputs must be a whole number from 1 to 2147483591, but was 99999999999999999999."
        },
        { "[0.5,-1]", "[0.5]", "layers[0].weights[0] must hold 2 numbers, one for each input of the layer, but holds 1." },
        { "[1E-300,2]", "[1E-300,2,3]", "layers[0].weights[1] must hold 2 numbers, one for each input of the layer, but holds 3." },
        { "[1.25,\"NaN\"]", "[1.25]", "layers[1].weights[0] must hold 2 numbers, one for each input of the layer, but holds 1." },
        { "[0,-0]", "[0]", "layers[0].biases must hold 2 numbers, one for each row of weights, but holds 1." },
        {
            "[\n        [1.25,\"NaN\"]\n      ]", "[]", "layers[1].weights must hold at least 1 row, one for each neuron, but was an array."
        },
        { Small[Small.IndexOf("[\n    {", StringComparison.Ordinal)..], "[]}", "layers must hold at least 1 layer, but was empty." },
        { Small[Small.IndexOf("[\n    {", StringComparison.Ordinal)..], "{}}", "layers must be an array, but was an object." },
        { Small[Small.IndexOf("[\n    {", StringComparison.Ordinal)..], "[3]}", "layers[0] must be an object, but was 3." },

        // numbers
        {
            "[0.5,-1]", "[0.5,1e999]",
            "layers[0].weights[0][1] must be a number within the range of a double, or \"NaN\", \"Infinity\" or \"-Infinity\", "
                + "but was 1e999."
        },
        { "[0.5,-1]", "[0.5,\"-nan\"]", "layers[0].weights[0][1] must be a number *, but was '-nan'." },
        { "[0.5,-1]", "[0.5,\"\\ud800\"]", "layers[0].weights[0][1] must be valid text, but holds half of a surrogate pair." },
        { "[0.5,-1]", "[0.5,true]", "layers[0].weights[0][1] must be a number *, but was True." },
        { "[0.5,-1]", "[null,-1]", "layers[0].weights[0][0] must be a number *, but was null." },
        { "[0,-0]", "[0,[1]]", "layers[0].biases[1] must be a number *, but was an array." },
    };

    private string Target => Path.Combine(_folder.FullName, "model.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_loaded_network_is_the_saved_one_to_the_last_bit() => ModelFiles.Models.Sample(
        model => ModelFiles.ShouldBeTheSame(Load(ModelFiles.Bytes(model.Save)), model), iter: 300);

    [Fact]
    public void The_file_has_a_line_for_each_neuron_and_is_the_same_when_written_again()
    {
        var model = Load(Encoding.UTF8.GetBytes(Small));
        double[] numbers = [.. model.Parameters.Select(parameter => parameter.Data)];
        numbers.Should().Equal(0.5, -1, 0, 1e-300, 2, -0.0, 1.25, double.NaN, double.NegativeInfinity);
        double.IsNegative(numbers[5]).Should().BeTrue();
        model.ToString().Should().Be("MLP of [Layer of [TanhNeuron(2), TanhNeuron(2)], Layer of [LinearNeuron(2)]]");
        Encoding.UTF8.GetString(ModelFiles.Bytes(model.Save)).Should().Be(Small);
    }

    [Fact]
    public void Other_spellings_of_the_same_file_are_read()
    {
        string other = "\uFEFF" + Small.Replace("\n", "\r\n\t", StringComparison.Ordinal)
            .Replace("tanh", "\\u0074anh", StringComparison.Ordinal).Replace("0.5", "5000e-4", StringComparison.Ordinal);
        other = other.Replace("\"inputs\": 2,", "", StringComparison.Ordinal)
            .Replace("\"summation\"", "\"inputs\": 2, \"summation\"", StringComparison.Ordinal);
        ModelFiles.Bits(Load(Encoding.UTF8.GetBytes(other))).Should().Equal(ModelFiles.Bits(Load(Encoding.UTF8.GetBytes(Small))));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_fault_is_named_with_its_place(string text, string replacement, string message)
    {
        Small.Should().Contain(text);
        byte[] file = Encoding.UTF8.GetBytes(Small.Replace(text, replacement, StringComparison.Ordinal));
        ((Action)(() => Load(file))).Should().Throw<FormatException>().WithMessage(message);
        ModelFiles.Loads(file, stream => MLP.Load(stream)).Should().BeFalse("and no more room is taken than the file justifies");
    }

    [Fact]
    public void Bytes_that_are_not_characters_are_named_with_their_place()
    {
        byte[] file = Encoding.UTF8.GetBytes(Small);
        file[Small.IndexOf("tanh", StringComparison.Ordinal)] = 0xFF;
        ((Action)(() => Load(file)))
            .Should().Throw<FormatException>().WithMessage("The file must be UTF-8, but is invalid at line 8, byte 22.");
    }

    [Fact]
    public void A_damaged_file_loads_or_says_what_is_wrong() => ModelFiles.Fuzz(Encoding.UTF8.GetBytes(Small), stream => MLP.Load(stream));

    [Fact]
    public void An_activation_of_the_user_is_written_by_name_and_passed_to_load()
    {
        var model = new MLP(2, [3, 1], activation: s_swish, random: new Random(3));
        model.Save(Target);
        File.ReadAllText(Target).Should().Contain("\"Swish²\"");
        ModelFiles.ShouldBeTheSame(MLP.Load(Target, Activation.Tanh, s_swish), model);
        ((Action)(() => MLP.Load(Target)))
            .Should().Throw<FormatException>().WithMessage($"{Target}: layers[0].activation *passed with the file, but was 'Swish²'.");
        ((Action)(() => MLP.Load(Target, s_swish, null!)))
            .Should().Throw<ArgumentException>().WithMessage("activations must not contain null, but one is null.*");
    }

    [Theory]
    [InlineData("Tanh", 0.5)]
    [InlineData("LeakyReLU", 0.5)]
    [InlineData("Cos", 0.5)]
    [InlineData("Tan", 0.5)]
    [InlineData("Exp", 0.5)]
    [InlineData("Expm1", 0.5)]
    [InlineData("Log", 0.5)]
    [InlineData("Log1p", 0.5)]
    [InlineData("Sqrt", 0.5)]
    [InlineData("Abs", -0.5)]
    public void A_file_of_an_earlier_version_loads_with_an_activation_that_is_no_longer_listed(string name, double bias)
    {
        string layer = string.Create(CultureInfo.InvariantCulture, $$"""{"activation":"{{name}}","weights":[[0]],"biases":[{{bias}}]}""");
        string file = $$"""{"format":"microgradsharp/mlp","version":1,"inputs":1,"summation":"Nary","layers":[{{layer}}]}""";
        var model = Load(Encoding.UTF8.GetBytes(file));
        var apply = typeof(Node).GetMethod(name)!;
        object?[] constants = [.. apply.GetParameters().Select(parameter => parameter.DefaultValue)];
        var expected = (Node)apply.Invoke(new Node(bias), constants)!;
        model.Predict([1]).Should().Equal(expected.Data);
        ModelFiles.ShouldBeTheSame(Load(ModelFiles.Bytes(model.Save)), model);
        var own = new MLP(1, [1, 1], activation: new Activation(name.ToUpperInvariant(), x => x));
        ((Action)(() => own.Save(new MemoryStream())))
            .Should().Throw<InvalidOperationException>()
            .WithMessage($"*named {name.ToUpperInvariant()}, which files use for the built-in *.");
    }

    [Fact]
    public void What_the_caller_passes_comes_before_what_is_built_in()
    {
        var mine = new Activation("tanh", x => x);
        MLP.Load(new MemoryStream(Encoding.UTF8.GetBytes(Small)), mine).Layers[0].Neurons[0].Activation.Should().BeSameAs(mine);
    }

    [Fact]
    public void An_activation_of_the_user_with_a_name_that_is_taken_is_not_saved_and_the_old_file_stays()
    {
        File.WriteAllText(Target, "old");
        var model = new MLP(2, [3, 1], activation: new Activation("Tanh", x => x));
        ((Action)(() => model.Save(Target))).Should().Throw<InvalidOperationException>()
            .WithMessage(
                "A custom activation must have its own name to be saved, but was named Tanh, which files use for the built-in tanh.");
        File.ReadAllText(Target).Should().Be("old");
        _folder.GetFiles().Should().ContainSingle();
    }

    [Fact]
    public void Missing_files_and_streams_are_named()
    {
        ((Action)(() => MLP.Load(Target))).Should().Throw<FileNotFoundException>();
        var model = new MLP(1, [1]);
        Action<string>[] ways =
        [
            model.Save, path => MLP.Load(path), path => model.SaveSafetensors(path), path => MLP.LoadSafetensors(path),
            path => model.SaveParameters(path), model.LoadParameters,
        ];
        foreach (var way in ways)
        {
            way.Invoking(w => w("")).Should().Throw<ArgumentException>().WithParameterName("path");
            way.Invoking(w => w(null!)).Should().Throw<ArgumentNullException>().WithParameterName("path");
        }
        ((Action)(() => MLP.Load((Stream)null!))).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        ((Action)(() => new MLP(1, [1]).Save((Stream)null!))).Should().Throw<ArgumentNullException>().WithParameterName("stream");
    }

    [Fact]
    public void Streams_stay_open_and_a_large_network_goes_through_them_in_parts()
    {
        var model = new MLP(300, [300, 1], random: new Random(1));
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        ModelFiles.Bits(MLP.Load(stream)).Should().Equal(ModelFiles.Bits(model));
        stream.CanRead.Should().BeTrue();
    }

    private static MLP Load(byte[] file) => MLP.Load(new MemoryStream(file));
}
