using System.Text;
using CsCheck;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class ParameterFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>Names of files, and their format if none is given.</summary>
    public static TheoryData<string, ModelFormat> Names => new()
    {
        { "model.json", ModelFormat.Json },
        { "model.safetensors", ModelFormat.Safetensors },
        { "MODEL.SafeTensors", ModelFormat.Safetensors },
        { "model", ModelFormat.Json },
        { "safetensors", ModelFormat.Json },
    };

    public static TheoryData<ModelFormat> Formats => [.. Enum.GetValues<ModelFormat>()];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory, MemberData(nameof(Names))]
    public void The_extension_chooses_the_format_and_the_content_tells_it(string name, ModelFormat format)
    {
        var model = new MLP(2, [3, 1], random: new Random(1));
        string path = PathOf(name);
        model.SaveParameters(path);
        File.ReadAllBytes(path).Should().Equal(ModelFiles.Bytes(stream => model.SaveParameters(stream, format)));
        ShouldLoad(path, model);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_format_that_is_given_goes_before_the_extension(string name, ModelFormat byExtension)
    {
        var model = new MLP(2, [3, 1], random: new Random(1));
        var other = byExtension == ModelFormat.Json ? ModelFormat.Safetensors : ModelFormat.Json;
        model.SaveParameters(PathOf(name), other);
        File.ReadAllBytes(PathOf(name)).Should().Equal(ModelFiles.Bytes(stream => model.SaveParameters(stream, other)));
        ShouldLoad(PathOf(name), model);
    }

    [Fact]
    public void A_file_of_the_other_format_names_the_method_that_loads_it()
    {
        var model = new MLP(2, [3, 1], random: new Random(1));
        model.SaveSafetensors(PathOf("a.safetensors"));
        ((Action)(() => MLP.Load(PathOf("a.safetensors")))).Should().Throw<FormatException>()
            .WithMessage("*a.safetensors: The file must be JSON, but is safetensors: load it with MLP.LoadSafetensors.");
        model.Save(PathOf("a.json"));
        ((Action)(() => MLP.LoadSafetensors(PathOf("a.json")))).Should().Throw<FormatException>()
            .WithMessage("*a.json: The file must be safetensors, but is JSON: load it with MLP.Load.");
    }

    [Fact]
    public void A_file_of_parameters_is_a_model_file()
    {
        var model = new MLP(2, [3, 1], random: new Random(1), activation: Activation.Tanh);
        ModelFiles.Bytes(stream => model.SaveParameters(stream, ModelFormat.Json)).Should().Equal(ModelFiles.Bytes(model.Save));
        ModelFiles.Bytes(stream => model.SaveParameters(stream, ModelFormat.Safetensors))
            .Should().Equal(ModelFiles.Bytes(stream => model.SaveSafetensors(stream)));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Tapes_of_the_network_see_the_parameters(ModelFormat format)
    {
        var (model, other) = (new MLP(2, [3, 1], random: new Random(1)), new MLP(2, [3, 1], random: new Random(2)));
        var tape = Tape.Record(2, model.Forward);
        model.LoadParameters(Saved(other, format));
        double[] output = new double[1];
        tape.Evaluate([0.3, 0.4], output);
        output.Should().Equal(other.Predict([0.3, 0.4]));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Every_bit_comes_back(ModelFormat format) => ModelFiles.Models.Sample(
        model =>
        {
            var other = MLP.LoadSafetensors(new MemoryStream(ModelFiles.Bytes(stream => model.SaveSafetensors(stream))));
            foreach (var parameter in other.Parameters) parameter.Data = 0;
            other.LoadParameters(Saved(model, format));
            ModelFiles.Bits(other).Should().Equal(ModelFiles.Bits(model));
        },
        iter: 100);

    [Theory, MemberData(nameof(Formats))]
    public void Activations_and_summation_of_the_file_are_ignored(ModelFormat format)
    {
        var saved = new MLP(2, [3, 1], random: new Random(1), activation: new Activation("Nameless", x => x), summation: Summation.Chained);
        var model = new MLP(2, [3, 1], activation: Activation.Tanh);
        string before = model.ToString();
        model.LoadParameters(Saved(saved, format));
        ModelFiles.Bits(model).Should().Equal(ModelFiles.Bits(saved));
        (model.ToString(), model.Summation).Should().Be((before, Summation.Nary));
    }

    [Fact]
    public void Json_of_another_shape_is_refused_and_changes_nothing()
    {
        var model = new MLP(2, [3, 4, 1]);
        long[] before = ModelFiles.Bits(model);
        (MLP Other, string Message)[] wrong =
        [
            (new MLP(2, [3, 1]), "layers must hold 3 layers, as the network does, but holds 2."),
            (new MLP(2, [3, 5, 1]), "layers[1].weights must be 4 rows of 3, as in the network, but is 5 rows of 3."),
            (new MLP(3, [3, 4, 1]), "layers[0].weights must be 3 rows of 2, as in the network, but is 3 rows of 3."),
        ];
        foreach (var (other, message) in wrong)
        {
            ((Action)(() => model.LoadParameters(Saved(other, ModelFormat.Json)))).Should().Throw<FormatException>().WithMessage(message);
            ModelFiles.Bits(model).Should().Equal(before);
        }
    }

    [Fact]
    public void A_byte_order_mark_and_white_space_may_stand_before_json()
    {
        var (model, other) = (new MLP(2, [1]), new MLP(2, [1], random: new Random(7)));
        string json = Encoding.UTF8.GetString(ModelFiles.Bytes(other.Save));
        model.LoadParameters(new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(" \r\n\t" + json)]));
        ModelFiles.Bits(model).Should().Equal(ModelFiles.Bits(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK zip")]
    [InlineData("[1, 2, 3, 4]")]
    public void A_file_of_neither_format_is_refused(string text) =>
        ((Action)(() => new MLP(1, [1]).LoadParameters(new MemoryStream(Encoding.UTF8.GetBytes(text))))).Should().Throw<FormatException>()
            .WithMessage("The file must be JSON or safetensors, but begins with neither '{' nor the length of a header.");

    [Theory, MemberData(nameof(Formats))]
    public void A_damaged_file_loads_or_says_what_is_wrong(ModelFormat format)
    {
        var model = new MLP(1, [1]);
        ModelFiles.Fuzz(ModelFiles.Bytes(stream => model.SaveParameters(stream, format)), stream =>
        {
            model.LoadParameters(stream);
            return model;
        });
    }

    [Fact]
    public void A_format_that_is_not_defined_and_a_missing_stream_are_named()
    {
        var model = new MLP(1, [1]);
        ((Action)(() => model.SaveParameters(new MemoryStream(), (ModelFormat)5)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("format must be Json or Safetensors, but was 5.*");
        ((Action)(() => model.SaveParameters(PathOf("m.json"), (ModelFormat)5)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("format");
        ((Action)(() => model.SaveParameters((Stream)null!, ModelFormat.Json)))
            .Should().Throw<ArgumentNullException>().WithParameterName("stream");
        _folder.GetFiles().Should().BeEmpty();
    }

    private static MemoryStream Saved(MLP model, ModelFormat format) =>
        new(ModelFiles.Bytes(stream => model.SaveParameters(stream, format)));

    private static void ShouldLoad(string path, MLP saved)
    {
        var model = new MLP(2, [3, 1], random: new Random(2));
        model.LoadParameters(path);
        ModelFiles.Bits(model).Should().Equal(ModelFiles.Bits(saved));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
