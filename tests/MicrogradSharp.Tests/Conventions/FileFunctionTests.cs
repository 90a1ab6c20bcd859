using System.Reflection;
using System.Xml.Linq;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Foundation;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>
/// Calls every public function that reads or writes a file. Each failure must be an exception that the documentation names, and its
/// message must name the file.
/// </summary>
public sealed class FileFunctionTests : IDisposable
{
    private const string PathParameter = "path";

    private static readonly Dictionary<string, Action<string>> s_readers = new()
    {
        ["MicrogradSharp.Datasets.Dataset.ReadCsv"] = path => Dataset.ReadCsv(path, CsvHeader.Absent),
        ["MicrogradSharp.Nn.MLP.Load"] = path => MLP.Load(path),
        ["MicrogradSharp.Nn.MLP.LoadSafetensors"] = path => MLP.LoadSafetensors(path),
        ["MicrogradSharp.Nn.Module.LoadParameters"] = path => Part().LoadParameters(path),
        ["MicrogradSharp.Optim.Checkpoint.Load"] = path => Checkpoint.Load(path),
    };

    private static readonly Dictionary<string, Action<string>> s_writers = new()
    {
        ["MicrogradSharp.Datasets.Dataset.WriteCsv"] = path => Table().WriteCsv(path),
        ["MicrogradSharp.Nn.MLP.Save"] = path => Model().Save(path),
        ["MicrogradSharp.Nn.MLP.SaveParameters"] = path => Model().SaveParameters(path),
        ["MicrogradSharp.Nn.Module.SaveSafetensors"] = path => Part().SaveSafetensors(path),
        ["MicrogradSharp.Optim.Checkpoint.Save"] = path => Checkpoint.Of(new Sgd([1.0], 0.1), epochs: 0).Save(path),
        [Training] = Train,
    };

    private const string Training = "MicrogradSharp.Optim.Trainer.Train";     // to TrainingOptions.CheckpointPath

    private static readonly XElement[] s_documentation =
        [.. XDocument.Load(Path.ChangeExtension(typeof(Value).Assembly.Location, ".xml")).Descendants("member")];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static TheoryData<string> Readers => [.. s_readers.Keys];

    public static TheoryData<string> Writers => [.. s_writers.Keys];

    public static TheoryData<string> All => [.. s_readers.Keys, .. s_writers.Keys];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_function_that_takes_a_path_is_walked()
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var functions = typeof(Value).Assembly.GetExportedTypes().SelectMany(type => type.GetMembers(own).OfType<MethodBase>())
            .Where(method => method.GetParameters().Any(IsPath)).Select(method => $"{method.DeclaringType!.FullName}.{method.Name}")
            .Distinct();
        functions.Should().BeEquivalentTo(
            [.. s_readers.Keys, .. s_writers.Keys.Where(name => name != Training)], "one that is new belongs here");

        static bool IsPath(ParameterInfo parameter) =>
            parameter.ParameterType == typeof(string) && parameter.Name!.EndsWith(PathParameter, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_folder_that_is_missing(string function) =>
        ShouldFail(function, Path.Combine(_folder.FullName, "missing", "file"), typeof(DirectoryNotFoundException));

    [Theory]
    [MemberData(nameof(All))]
    public void A_file_in_place_of_a_folder(string function)
    {
        string file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");
        ShouldFail(function, Path.Combine(file, "inside"), typeof(IOException));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_folder_in_place_of_a_file(string function)
    {
        string path = _folder.CreateSubdirectory("folder").FullName;
        ShouldFail(function, path, function == Training ? typeof(ArgumentException) : typeof(UnauthorizedAccessException));
        Directory.Exists(path).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_name_that_is_too_long(string function) =>
        ShouldFail(function, Path.Combine(_folder.FullName, new string('n', 256)), typeof(IOException));

    [Theory]
    [MemberData(nameof(All))]
    public void A_link_that_leads_to_itself(string function) =>
        ShouldFail(function, SpecialFile.Link(Path.Combine(_folder.FullName, "link"), "link"), typeof(IOException));

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_file_that_is_missing(string function) =>
        ShouldFail(function, Path.Combine(_folder.FullName, "missing"), typeof(FileNotFoundException));

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_file_that_is_empty(string function)
    {
        string path = Path.Combine(_folder.FullName, "empty");
        File.WriteAllText(path, "");
        ShouldFail(function, path, typeof(FormatException));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_folder_that_may_not_be_written(string function)
    {
        string path = SpecialFile.InReadOnlyFolder(_folder.FullName);
        ShouldFail(function, path, typeof(UnauthorizedAccessException));
        File.Exists(path).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_disk_that_is_full(string function) => ShouldFail(function, SpecialFile.Full(_folder.FullName), typeof(IOException));

    [Theory]
    [MemberData(nameof(All))]
    public void A_path_that_is_none(string function)
    {
        ShouldFail(function, "null\0character", typeof(ArgumentException), isNamed: false);
        if (function == Training) return;       // its options reject these paths earlier
        ShouldFail(function, "", typeof(ArgumentException), isNamed: false);
        ShouldFail(function, null!, typeof(ArgumentNullException), isNamed: false);
    }

    private void ShouldFail(string function, string path, Type kind, bool isNamed = true)
    {
        string[] before = [.. _folder.GetFileSystemInfos().Select(file => file.Name)];
        var fault = Record.Exception(() => (s_readers.GetValueOrDefault(function) ?? s_writers[function])(path));
        fault.Should().NotBeNull("{0} of {1} should give a {2}", function, path, kind.Name).And.BeAssignableTo(kind);
        var thrown = fault!.GetType();
        Documented(function).Should().Contain(
            documented => thrown.IsAssignableTo(documented), "the documentation of {0} must name {1}", function, thrown.Name);
        // the folder is checked before training begins
        bool isOfFolder = function == Training && fault is DirectoryNotFoundException;
        if (isNamed) fault.Message.Should().Contain(isOfFolder ? Path.GetDirectoryName(path) : path).And.NotContain(".tmp");
        else (fault as ArgumentException)!.ParamName.Should().Be(PathParameter);
        _folder.GetFileSystemInfos().Select(file => file.Name).Should().Equal(before, "nothing is left behind");
    }

    /// <summary>Returns the exceptions that the documentation of every overload with a path names.</summary>
    private static IEnumerable<Type> Documented(string function)
    {
        string start = $"M:{function}({(function == Training ? "" : "System.String")}";
        var members = s_documentation.Where(member => ((string)member.Attribute("name")!).StartsWith(start, StringComparison.Ordinal))
            .ToArray();
        members.Should().NotBeEmpty();
        return members[0].Elements("exception").Select(exception => ((string)exception.Attribute("cref")!)[2..])
            .Where(name => members.All(
                member => member.Elements("exception").Any(exception => ((string)exception.Attribute("cref")!)[2..] == name)))
            .Select(name => Type.GetType(name) ?? typeof(Value).Assembly.GetType(name, throwOnError: true)!);
    }

    private static MLP Model() => new(1, [1]);

    private static Linear Part() => new(1, 1, new Random(1));

    private static Dataset Table() => new(["x"], [1]);

    private static void Train(string path)
    {
        Node weight = 1.0;
        var tape = Tape.Record(1, row => (weight * row[0]).Pow(2));
        Trainer.Train(tape, Table(), new Sgd([weight], 0.1), new TrainingOptions { Epochs = 1, CheckpointPath = path });
    }
}
