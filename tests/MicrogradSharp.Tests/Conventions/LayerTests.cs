using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>Checks the arrows between the layers against the types that compiled types use.</summary>
public sealed class LayerTests
{
    private const string Engine = "engine", Foundation = "Foundation";

    private static readonly string[] s_engine = ["MicrogradSharp", "Expressions", "Derivatives", "Tracing"];

    /// <summary>The layers that a layer may use, besides itself, the framework, and the checks and files of the foundation.</summary>
    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        [Foundation] = [],
        [Engine] = [],
        ["Tapes"] = [Engine],
        ["Datasets"] = [],
        ["Forward"] = [],
        ["Diagnostics"] = [Engine],
        ["Nn"] = [Engine, "Tapes"],
        ["LinearAlgebra"] = [],
        ["Optim"] = [Engine, "Tapes", "Datasets", "LinearAlgebra"],
        ["Fitting"] = [Engine, "Tapes", "Datasets", "LinearAlgebra", "Optim"],
    };

    /// <summary>The rooms of the tape that a room may use besides itself. They follow a function from recording to running.</summary>
    private static readonly Dictionary<string, string[]> s_rooms = new()
    {
        ["Recording"] = [],
        ["Rewriting"] = ["Recording"],
        ["Kernels"] = [],
        ["Instructions"] = ["Kernels"],
        ["Program"] = ["Recording", "Instructions"],
        ["Faults"] = [],
        ["Running"] = ["Program", "Instructions", "Faults"],
        ["Source"] = ["Recording"],
    };

    // a partial type may have a file in a room of its layer
    private static readonly Lazy<Dictionary<string, string>> s_folders = new(() => Repository.Sources("src/MicrogradSharp")
        .Select(path => (
            Name: Path.GetFileNameWithoutExtension(path),
            Folder: path.Split('/') is [_, _, var folder, _, ..] ? folder : "MicrogradSharp"))
        .Distinct()
        .ToDictionary(file => file.Name, file => file.Folder));

    [Fact]
    public void Every_arrow_between_layers_is_one_that_the_design_draws()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Value).Assembly.Location);
        var seen = new HashSet<(string From, string To)>();
        foreach (var type in module.GetTypes().Where(IsOurs))
        {
            string from = LayerOf(type);
            s_arrows.Should().ContainKey(from, $"{type.FullName} must live in a layer of the design");
            var ours = Used(type).Select(reference => reference.GetElementType().Resolve())
                .Where(used => used?.Module == module && IsOurs(used));
            foreach (var used in ours)
            {
                string to = LayerOf(used);
                if (from == to || to == Foundation) continue;
                s_arrows[from].Should().Contain(to, $"{type.FullName} uses {used.FullName}");
                seen.Add((from, to));
            }
        }
        seen.Should().Contain(("Nn", Engine)).And.Contain(("Tapes", Engine), "a test that sees no arrow at all proves nothing");
    }

    [Fact]
    public void Every_arrow_between_the_rooms_of_the_tape_goes_one_way()
    {
        const string Rooms = "MicrogradSharp.Tapes.";
        using var module = ModuleDefinition.ReadModule(typeof(Value).Assembly.Location);
        var seen = new HashSet<(string From, string To)>();
        foreach (var type in module.GetTypes().Where(type => Outermost(type).Namespace.StartsWith(Rooms, StringComparison.Ordinal)))
        {
            string from = Outermost(type).Namespace[Rooms.Length..];
            s_rooms.Should().ContainKey(from, $"{type.FullName} must live in a room of the tape");
            foreach (var used in Used(type).Select(reference => reference.GetElementType().Resolve()).Where(used => used?.Module == module))
            {
                used.Name.Should().NotBe(nameof(Tape), $"{type.FullName} must not know who uses it");
                if (!Outermost(used).Namespace.StartsWith(Rooms, StringComparison.Ordinal)) continue;
                string to = Outermost(used).Namespace[Rooms.Length..];
                if (from == to) continue;
                s_rooms[from].Should().Contain(to, $"{type.FullName} uses {used.FullName}");
                seen.Add((from, to));
            }
        }
        seen.Should().Contain(("Running", "Program"), "a test that sees no arrow at all proves nothing");
    }

    [Fact]
    public void A_room_of_the_tape_is_a_folder_and_a_namespace()
    {
        string[] sources = [.. Repository.Sources("src/MicrogradSharp/Tapes").Where(path => path.Split('/') is [_, _, _, _, _])];
        sources.Should().NotBeEmpty();
        foreach (string path in sources)
        {
            Repository.Read(path).Should().Contain($"namespace MicrogradSharp.Tapes.{path.Split('/')[3]};", path);
        }
    }

    [Fact]
    public void The_library_depends_on_the_framework_and_its_tensors_only()
    {
        string[] names = [.. typeof(Value).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)];
        names.Should().OnlyContain(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard");
    }

    private static bool IsOurs(TypeDefinition type) =>
        Outermost(type).Namespace.StartsWith(nameof(MicrogradSharp), StringComparison.Ordinal);

    /// <summary>
    /// Returns the layer of a type: the folder of its file in the library. The engine's files are in the root and in some folders.
    /// </summary>
    private static string LayerOf(TypeDefinition type)
    {
        string name = Outermost(type).Name.Split('`')[0];
        string folder = s_folders.Value.GetValueOrDefault(name, Engine);
        return s_engine.Contains(folder) ? Engine : folder;
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    /// <summary>Returns every type that a type uses: in bases, fields, signatures, locals and instructions.</summary>
    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        var direct = new List<TypeReference?> { type.BaseType };
        direct.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        direct.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var method in type.Methods)
        {
            direct.Add(method.ReturnType);
            direct.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (!method.HasBody) continue;
            direct.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
            direct.AddRange(method.Body.Instructions.SelectMany(Operands));
        }
        return direct.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Operands(Instruction instruction) => instruction.Operand switch
    {
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    /// <summary>Returns a type and its parts: the arguments of generics, and the elements of arrays and references.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
