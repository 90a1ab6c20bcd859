using System.Reflection;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>Every public function that takes a path throws what its documentation names, whatever is wrong with the file.</summary>
public sealed class FileFunctionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>Every public method with a path, by its class and name.</summary>
    public static TheoryData<string> Functions => [.. Methods.Select(Name).Distinct()];

    private static IEnumerable<MethodInfo> Methods => typeof(Value).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.GetParameters() is [{ Name: "path", ParameterType: var type }, ..] && type == typeof(string));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_walk_knows_every_function() =>
        Methods.Select(Name).Distinct().Should().Contain(["MLP.Save", "MLP.Load", "Dataset.ReadCsv", "Dataset.WriteCsv", "Checkpoint.Save", "Checkpoint.Load"]);

    [Theory, MemberData(nameof(Functions))]
    public void A_folder_in_place_of_a_file_is_an_UnauthorizedAccessException(string function) =>
        Each(function, (method, call) =>
        {
            Names(method, typeof(UnauthorizedAccessException));
            ((Action)(() => call(_folder.FullName))).Should().Throw<UnauthorizedAccessException>().WithMessage($"*{_folder.FullName}*");
        });

    [Theory, MemberData(nameof(Functions))]
    public void A_folder_that_is_not_there_is_an_IOException(string function)
    {
        string path = Path.Combine(_folder.FullName, "missing", "file");
        Each(function, (method, call) =>
        {
            Names(method, typeof(IOException));
            ((Action)(() => call(path))).Should().Throw<IOException>().WithMessage($"*{path}*");
        });
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_folder_that_may_not_be_written_is_an_UnauthorizedAccessException(string function)
    {
        Assert.SkipUnless(Directory.Exists("/sys/kernel"), "There is no folder here that the superuser must not write to.");
        const string Path = "/sys/kernel/micrograd.json";
        Each(function, (method, call) =>
        {
            if (Reads(method)) return;
            ((Action)(() => call(Path))).Should().Throw<UnauthorizedAccessException>().WithMessage($"*{Path}*").Which.Message.Should().NotContain(".tmp");
        });
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_full_disk_is_an_IOException(string function)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no full disk here.");
        Each(function, (method, call) =>
        {
            if (Reads(method)) return;
            ((Action)(() => call("/dev/full"))).Should().Throw<IOException>().WithMessage("*/dev/full*");
        });
    }

    [Theory, MemberData(nameof(Functions))]
    public void An_empty_path_is_an_ArgumentException(string function) =>
        Each(function, (method, call) =>
        {
            Names(method, typeof(ArgumentException));
            ((Action)(() => call(""))).Should().Throw<ArgumentException>();
            ((Action)(() => call(null!))).Should().Throw<ArgumentNullException>();
        });

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static bool Reads(MethodInfo method) => method.Name.StartsWith("Load", StringComparison.Ordinal) || method.Name.StartsWith("Read", StringComparison.Ordinal);

    /// <summary>The documentation of the method must name the exception.</summary>
    private static void Names(MethodInfo method, Type exception)
    {
        string xml = File.ReadAllText(Path.ChangeExtension(typeof(Value).Assembly.Location, ".xml"));
        string member = $"<member name=\"M:{method.DeclaringType!.FullName}.{method.Name}(System.String";
        foreach (string part in xml.Split("<member ").Where(part => $"<member {part}".StartsWith(member, StringComparison.Ordinal)))
        {
            part.Should().Contain($"<exception cref=\"T:{exception.FullName}\">", Name(method));
        }
    }

    private static void Each(string function, Action<MethodInfo, Action<string>> check)
    {
        foreach (var method in Methods.Where(method => Name(method) == function)) check(method, path => Call(method, path));
    }

    private static void Call(MethodInfo method, string path)
    {
        var model = new MLP(2, [1]);
        switch (Name(method))
        {
            case "MLP.Save":
                model.Save(path);
                break;
            case "MLP.SaveSafetensors":
                model.SaveSafetensors(path);
                break;
            case "MLP.Load":
                MLP.Load(path);
                break;
            case "MLP.LoadSafetensors":
                MLP.LoadSafetensors(path);
                break;
            case "MLP.SaveParameters":
                model.SaveParameters(path);
                break;
            case "MLP.LoadParameters":
                model.LoadParameters(path);
                break;
            case "Dataset.WriteCsv":
                Dataset.Xor(4, 0, new Random(1)).WriteCsv(path);
                break;
            case "Dataset.ReadCsv" when method.GetParameters().Length == 1:
                Dataset.ReadCsv(path);
                break;
            case "Dataset.ReadCsv":
                Dataset.ReadCsv(path, CsvHeader.Absent);
                break;
            case "Checkpoint.Save":
                Checkpoint.Of(new Sgd(model.Parameters, 0.1), 1).Save(path);
                break;
            case "Checkpoint.Load":
                Checkpoint.Load(path);
                break;
            default:
                throw new NotSupportedException($"{Name(method)} takes a path: call it here.");
        }
    }
}
