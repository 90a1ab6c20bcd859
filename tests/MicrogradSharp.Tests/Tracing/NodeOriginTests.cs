using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Tracing;

public sealed class NodeOriginTests
{
    // In optimised code, the runtime keeps few positions of a method. The one before a call may be that of an earlier statement.
    private static readonly bool s_isOptimized =
        typeof(NodeOriginTests).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    [Fact]
    public void Nothing_is_remembered_unless_asked_for()
    {
        Node x = 1.0;
        NodeOrigin.Of(x).Should().BeNull();
        using (NodeOrigin.Remember()) NodeOrigin.Of(x + 1).Should().NotBeNull();
        NodeOrigin.Of(x + 1).Should().BeNull();
    }

    [Fact]
    public void File_line_and_method_are_those_of_the_user()
    {
        using var remember = NodeOrigin.Remember();
        int first = Line() + 1;
        Node x = 1.0;
        int line = Line() + 1;
        var y = (x + 1) * 2;
        var origin = NodeOrigin.Of(y)!;
        origin.Method.Should().Be(nameof(File_line_and_method_are_those_of_the_user));
        Path.GetFileName(origin.Path).Should().Be("NodeOriginTests.cs");
        Path.IsPathRooted(origin.Path).Should().BeTrue();
        NodeOrigin.Of(new Node(y.Value.Inputs[0])).Should().Be(origin);
        ShouldBeLine(origin, line, first);
        ShouldBeLine(NodeOrigin.Of(x)!, first, first);
    }

    [Fact]
    public void A_line_of_optimised_code_is_marked_as_approximate()
    {
        using var remember = NodeOrigin.Remember();
        var origin = NodeOrigin.Of((Node)1.0 + 1)!;
        origin.IsLineExact.Should().Be(!s_isOptimized);
        string line = s_isOptimized ? $" near line {origin.Line}" : $":{origin.Line}";
        origin.ToString().Should().Be($"NodeOriginTests.cs{line} in {nameof(A_line_of_optimised_code_is_marked_as_approximate)}");
    }

    [Fact]
    public void Nodes_that_the_library_makes_inside_belong_to_the_line_that_called_it()
    {
        using var remember = NodeOrigin.Remember();
        int first = Line() + 1;
        var model = new MLP(2, [3, 1], random: new Random(1));
        Node x = 1.0, one = 1.0;
        int line = Line() + 1;
        var loss = Loss.Hinge(model.Forward(x, x)[0], one);
        foreach (var value in new Graph(loss).Values.Where(value => !value.IsLeaf))
        {
            ShouldBeLine(NodeOrigin.Of(new Node(value))!, line, first);
        }
    }

    [Fact]
    public void Lambdas_local_functions_and_what_the_framework_calls_are_named_as_in_the_source()
    {
        using var remember = NodeOrigin.Remember();
        const string Here = nameof(Lambdas_local_functions_and_what_the_framework_calls_are_named_as_in_the_source);
        Node x = 1.0;
        Func<Node> lambda = () => x + 1;
        NodeOrigin.Of(lambda())!.Method.Should().Be(Here);
        NodeOrigin.Of(Local())!.Method.Should().Be("Local");
        NodeOrigin.Of(Array.ConvertAll([1.0], number => x * number)[0])!.Method.Should().Be(Here);
        Converter<Node, Node> tanh = Tanh;
        NodeOrigin.Of(Array.ConvertAll([x], tanh)[0])!.Method.Should().Be(nameof(Tanh));
        NodeOrigin.Of(new Lazy<Node>(x.Tanh).Value)!.Method.Should().Be(Here, "the framework calls the operator");

        [MethodImpl(MethodImplOptions.NoInlining)]
        Node Local() => x * 2;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Node Tanh(Node node) => node.Tanh();
    }

    [Theory]
    [InlineData("Loss", "Program", "Loss")]
    [InlineData("<Main>$", "Program", "Main")]
    [InlineData("<<Main>$>g__Loss|0_0", "Program", "Loss")]
    [InlineData("<<Main>$>b__0_1", "Program+<>c", "Main")]
    [InlineData("<Run>b__3", "Demo+<>c__DisplayClass1_0", "Run")]
    [InlineData("MoveNext", "Demo+<TrainAsync>d__2", "TrainAsync")]
    [InlineData("MoveNext", null, "MoveNext")]
    [InlineData(".ctor", "Demo", ".ctor")]
    public void Names_of_the_compiler_become_those_of_the_source(string method, string? type, string name) =>
        NodeOrigin.NameInSource(method, type).Should().Be(name);

    [Fact]
    public void The_file_is_shown_without_its_directory_whatever_the_system()
    {
        new NodeOrigin(@"C:\code\Program.cs", 12, "Loss", isLineExact: true).ToString().Should().Be("Program.cs:12 in Loss");
        new NodeOrigin("/code/Program.cs", 12, "Loss", isLineExact: true).ToString().Should().Be("Program.cs:12 in Loss");
        new NodeOrigin("/code/Program.cs", 12, "Loss", isLineExact: false).ToString().Should().Be("Program.cs near line 12 in Loss");
        new NodeOrigin(null, 0, "Loss", isLineExact: false).ToString().Should().Be("Loss", "without symbols the method is all there is");
    }

    [Fact]
    public async Task It_follows_tasks_and_stays_off_for_others()
    {
        using var stop = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        var other = Task.Run(() =>
        {
            started.Set();
            stop.Wait(TestContext.Current.CancellationToken);
            return NodeOrigin.Of((Node)1.0 + 1);
        }, TestContext.Current.CancellationToken);
        started.Wait(TestContext.Current.CancellationToken);
        using (NodeOrigin.Remember())
        {
            (await Task.Run(() => NodeOrigin.Of((Node)1.0 + 1), TestContext.Current.CancellationToken)).Should().NotBeNull();
            await Task.Yield();
            NodeOrigin.Of((Node)1.0 + 1)!.Method.Should().Be(nameof(It_follows_tasks_and_stays_off_for_others));
            stop.Set();
            (await other).Should().BeNull();
        }
    }

    [Fact]
    public void Scopes_nest()
    {
        var outer = NodeOrigin.Remember();
        using (NodeOrigin.Remember())
        {
        }
        NodeOrigin.Of(1.0).Should().NotBeNull();
        outer.Dispose();
        NodeOrigin.Of(1.0).Should().BeNull();
    }

    // Only this test disposes a scope twice: in the number of scopes, two such errors would cancel.
    [Fact]
    public void Disposing_a_scope_twice_does_not_switch_the_next_one_off()
    {
        var scope = NodeOrigin.Remember();
        scope.Dispose();
        scope.Dispose();
        using (NodeOrigin.Remember()) NodeOrigin.Of(1.0).Should().NotBeNull();
    }

    [Fact]
    public void Recording_goes_on_as_usual_and_its_nodes_are_remembered()
    {
        using var remember = NodeOrigin.Remember();
        Node w = 2.0;
        var seen = default(Node);
        var tape = Tape.Record(1, row => seen = w * row[0]);
        tape.Parameters.Should().Equal(w);
        NodeOrigin.Of(seen)!.Method.Should().Be(nameof(Recording_goes_on_as_usual_and_its_nodes_are_remembered));
        tape.Mean([3.0]).Should().Be(6);
    }

    [Fact]
    public void What_is_remembered_keeps_no_value_alive()
    {
        var weak = Make();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        weak.IsAlive.Should().BeFalse();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Make()
        {
            using var remember = NodeOrigin.Remember();
            return new WeakReference(((Node)1.0 + 1).Value);
        }
    }

    private static void ShouldBeLine(NodeOrigin origin, int line, int firstOfMethod)
    {
        Path.GetFileName(origin.Path).Should().Be("NodeOriginTests.cs");
        if (s_isOptimized) origin.Line.Should().BeInRange(firstOfMethod - 1, line);
        else origin.Line.Should().Be(line);
    }

    private static int Line([CallerLineNumber] int line = 0) => line;
}
