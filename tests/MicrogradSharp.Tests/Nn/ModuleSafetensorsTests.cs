using System.Text;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class ModuleSafetensorsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>Other modules, and why their files do not fit a Sequential of Linear(2, 3) and LayerNorm(3).</summary>
    public static TheoryData<string, string> Misfits => new()
    {
        { "shape", "header['0.weight'].shape must be [3, 2], as in the module, but was [3, 3]." },
        { "last", "header['1.weight'].shape must be [3], as in the module, but was [3, 3]." },
        { "missing", "The file must hold 4 tensors, those of the module, but lacks 1.bias." },
        { "unknown", "The file must hold 4 tensors, those of the module, but has the unknown 2.weight." },
        {
            "other",
            "The file must hold 4 tensors, those of the module, but lacks 0.weight, 0.bias, 1.weight, 1.bias "
                + "and has the unknown bias, weight."
        },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_bit_comes_back_and_tapes_see_it()
    {
        var (saved, loaded) = (Model(1), Model(2));
        saved.Parameters[0].Data = -0.0;
        string path = Path.Combine(_folder.FullName, "model.safetensors");
        saved.SaveSafetensors(path);
        var tape = Tape.Record(4, row => [.. loaded.Forward([row[..2].ToArray(), row[2..].ToArray()]).SelectMany(vector => vector)]);
        loaded.LoadParameters(path);
        Bits(loaded).Should().Equal(Bits(saved));
        double[] outputs = new double[4];
        tape.Evaluate([1, 2, 3, 4], outputs);
        ModuleContract.ShouldBeNear([.. saved.Forward([[1.0, 2.0], [3.0, 4.0]]).SelectMany(vector => vector)], outputs);
    }

    [Fact]
    public void Numbers_of_32_bits_are_rounded_once()
    {
        var (saved, loaded) = (Model(1), Model(2));
        loaded.LoadParameters(Saved(saved, SafetensorsType.F32));
        ModuleContract.Numbers(loaded.Parameters).Should().Equal(ModuleContract.Numbers(saved.Parameters).Select(x => (double)(float)x));
    }

    [Fact]
    public void A_file_of_PyTorch_is_read()
    {
        // written by hand from the specification, as save_file writes the state_dict of nn.Linear(2, 2)
        byte[] file = ReferenceSafetensors.File(
            """{"bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""" +
            ""","weight":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]},"__metadata__":{"format":"pt"}}""",
            ReferenceSafetensors.Singles(5, 6, 1, 2, 3, 4));
        var module = new Linear(2, 2, new Random(1));
        module.LoadParameters(new MemoryStream(file));
        ModuleContract.Numbers(module.Parameters).Should().Equal(1, 2, 3, 4, 5, 6);
        ModuleContract.Numbers(module.Forward(10.0, 100.0)).Should().Equal(215, 436);
    }

    [Theory, MemberData(nameof(Misfits))]
    public void A_file_that_does_not_fit_is_refused_and_changes_nothing(string other, string message)
    {
        var random = new Random(1);
        Module saved = other switch
        {
            "shape" => new Sequential(new Linear(3, 3, random), new LayerNorm(3)),
            "last" => new Sequential(new Linear(2, 3, random), new Linear(3, 3, random)),
            "missing" => new Sequential(new Linear(2, 3, random), new LayerNorm(3, bias: false)),
            "unknown" => new Sequential(new Linear(2, 3, random), new LayerNorm(3), new RmsNorm(3)),
            _ => new Linear(2, 3, random),
        };
        var module = new Sequential(new Linear(2, 3, new Random(2)), new LayerNorm(3));
        long[] before = Bits(module);
        ((Action)(() => module.LoadParameters(Saved(saved)))).Should().Throw<FormatException>().WithMessage(message);
        Bits(module).Should().Equal(before);
    }

    [Fact]
    public void The_metadata_name_the_format_of_PyTorch_as_its_loaders_expect()
    {
        Encoding.UTF8.GetString(Saved(new RmsNorm(1)).ToArray()).Should().Contain("""{"__metadata__":{"format":"pt"},""");
    }

    [Fact]
    public void Json_and_garbage_are_refused()
    {
        var module = new Linear(1, 1, new Random(1));
        string path = Path.Combine(_folder.FullName, "model.json");
        new MLP(1, [1]).Save(path);
        ((Action)(() => module.LoadParameters(path))).Should().Throw<FormatException>()
            .WithMessage("*model.json: The file must be safetensors, but is JSON: load it with MLP.Load.");
        ((Action)(() => module.LoadParameters(new MemoryStream(Encoding.ASCII.GetBytes("PK"))))).Should().Throw<FormatException>()
            .WithMessage("The file must begin with 8 bytes, the length of its header, but has 2 in all.");
    }

    [Fact]
    public void A_module_of_the_user_is_saved_by_the_names_of_its_parameters()
    {
        var (saved, loaded) = (new Own(1), new Own(2));
        ModuleContract.Tensors(saved).Should().BeEquivalentTo(
            "scale []", "shift [2]", "mix [2, 3]", "linear.weight [2, 3]", "linear.bias [2]",
            "parts.0.neurons.0.weights [1]", "parts.0.neurons.0.bias []");
        loaded.LoadParameters(Saved(saved));
        Bits(loaded).Should().Equal(Bits(saved));
    }

    [Theory]
    [InlineData("w.0", "w.2")]
    [InlineData("w.0", "w.0")]
    [InlineData("w.1", "w.1")]
    [InlineData("w.0", "w.0.0")]
    [InlineData("w.0", "w.1.5")]
    [InlineData("w.0.0", "w.1")]
    [InlineData("w", "w.0")]
    [InlineData("w", "w")]
    [InlineData("w.0.0", "w.1.1")]
    [InlineData("w.0.0", "w.2147483647.2147483647")]
    public void Names_that_make_no_tensor_are_refused(string first, string second)
    {
        var module = new Named(first, second);
        ((Action)(() => Saved(module))).Should().Throw<InvalidOperationException>().WithMessage(
            "The numbers at the end of the names w.… must fill a tensor, each place once, but those of the 2 parameters do not.");
    }

    [Theory]
    [InlineData("__metadata__", "A parameter must have another name than __metadata__, which safetensors files reserve.")]
    [InlineData("__metadata__.0", "A parameter must have another name than __metadata__, which safetensors files reserve.")]
    [InlineData(null, "Every parameter of a module must have a name, but one is null.")]
    public void Names_that_a_file_cannot_hold_are_refused(string? name, string message)
    {
        var module = new Named("w", name!);
        string path = Path.Combine(_folder.FullName, "model.safetensors");
        ((Action)(() => module.SaveSafetensors(path))).Should().Throw<InvalidOperationException>().WithMessage(message);
        _folder.EnumerateFiles().Should().BeEmpty();
        var file = Saved(new Named("w", "v"));
        ((Action)(() => module.LoadParameters(file))).Should().Throw<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public void A_parameter_without_a_value_is_refused_and_changes_nothing()
    {
        var module = new WithoutValue();
        var file = Saved(new Named("second", "first"));
        ((Action)(() => module.LoadParameters(file))).Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        module.First.Data.Should().Be(7);
        ((Action)(() => Saved(module))).Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
    }

    [Fact]
    public void Names_may_come_in_any_order_and_be_numbers_only()
    {
        ReferenceSafetensors.Read(Saved(new Named("w.1", "7.1", "w.0", "7.0")).ToArray()).Should().BeEquivalentTo(
            new Dictionary<string, (string, long[], double[])>
            {
                ["w"] = ("F64", [2], [2.0, 0.0]),
                ["7"] = ("F64", [2], [3.0, 1.0]),
            });
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        var module = new Linear(1, 1, new Random(1));
        ((Action)(() => module.SaveSafetensors((Stream)null!))).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        ((Action)(() => module.LoadParameters((Stream)null!))).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        ((Action)(() => module.SaveSafetensors(new MemoryStream(), (SafetensorsType)7))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("type must be F64 or F32, but was 7.*");
    }

    private static Sequential Model(int seed)
    {
        var random = new Random(seed);
        return new Sequential(new TransformerBlock(2, 1, random), new LayerNorm(2), new Linear(2, 2, random));
    }

    private static MemoryStream Saved(Module module, SafetensorsType type = SafetensorsType.F64) =>
        new(ModelFiles.Bytes(stream => module.SaveSafetensors(stream, type)));

    private static long[] Bits(Module module) => [.. module.Parameters.Select(parameter => BitConverter.DoubleToInt64Bits(parameter.Data))];

    private sealed class Own(int seed) : Module
    {
        private readonly Node _scale = seed;
        private readonly Node[] _shift = [1.0 * seed, 2.0 * seed];
        private readonly Node[][] _mix = [[1.0 * seed, 2.0, 3.0], [4.0, 5.0, 6.0]];
        private readonly Linear _linear = new(3, 2, new Random(seed));
        private readonly Layer _layer = new(1, 1, new Random(seed));

        public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
        [
            ("scale", _scale), .. Indexed("shift", _shift), .. Indexed("mix", _mix), .. Prefixed("linear", _linear),
            .. Prefixed("parts", [_layer]),
        ];
    }

    private sealed class WithoutValue : Module
    {
        public Node First { get; } = 7.0;

        public override IEnumerable<(string Name, Node Parameter)> NamedParameters => [("first", First), ("second", default)];
    }

    private sealed class Named(params string[] names) : Module
    {
        public override IEnumerable<(string Name, Node Parameter)> NamedParameters { get; } =
            [.. names.Select((name, i) => (name, (Node)i))];
    }
}
