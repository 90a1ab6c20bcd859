namespace MicrogradSharp.Tests.Tapes;

public sealed class TapeErrorTests
{
    private readonly Node _w = 2.0;
    private readonly Tape _tape;
    private readonly Tape _pair;

    public TapeErrorTests()
    {
        _tape = Tape.Record(3, row => _w * row[0] + row[1] * row[2]);
        _pair = Tape.Record(1, row => [_w * row[0], row[0]]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    public void A_row_has_at_least_one_column(int columns) =>
        ((Action)(() => Tape.Record(columns, row => 1.0))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage($"columns must be at least 1, but was {columns}.*").WithParameterName(nameof(columns));

    [Theory]
    [InlineData(1_000_001)]
    [InlineData(int.MaxValue)]
    public void Too_many_columns_are_refused_before_memory_runs_out(int columns) =>
        ((Action)(() => Tape.Record(columns, row => 1.0))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage($"columns must be at most 1000000, but was {columns}.*").WithParameterName(nameof(columns));

    [Fact]
    public void A_function_is_needed()
    {
        ((Action)(() => Tape.Record(1, (Func<ReadOnlySpan<Node>, Node>)null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("function");
        ((Action)(() => Tape.Record(1, (Func<ReadOnlySpan<Node>, Node[]>)null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("function");
    }

    [Fact]
    public void Rows_must_be_whole()
    {
        double[] rows = new double[7], buffer = new double[100];
        foreach (var pass in Passes(rows, buffer))
        {
            pass.Should().Throw<ArgumentException>().WithMessage("rows must hold whole rows of 3 numbers, but held 7 numbers.*")
                .WithParameterName("rows");
        }
    }

    [Fact]
    public void There_must_be_rows()
    {
        foreach (var pass in Passes([], new double[100]))
        {
            pass.Should().Throw<ArgumentException>().WithMessage("rows must hold at least 1 row of 3 numbers, but was empty.*")
                .WithParameterName("rows");
        }
    }

    [Fact]
    public void Buffers_must_have_room()
    {
        double[] rows = [1, 2];
        ((Action)(() => _pair.Evaluate(rows, new double[3]))).Should().Throw<ArgumentException>()
            .WithMessage("outputs must have room for 4 numbers, but has room for 3.*").WithParameterName("outputs");
        ((Action)(() => _pair.Jacobian(rows, new double[2]))).Should().Throw<ArgumentException>()
            .WithMessage("jacobian must have room for 4 numbers, but has room for 2.*").WithParameterName("jacobian");
        ((Action)(() => _pair.ValuesAndJacobian(rows, new double[3], new double[4]))).Should().Throw<ArgumentException>()
            .WithMessage("outputs must have room for 4 numbers, but has room for 3.*").WithParameterName("outputs");
        ((Action)(() => _pair.ValuesAndJacobian(rows, new double[4], new double[3]))).Should().Throw<ArgumentException>()
            .WithMessage("jacobian must have room for 4 numbers, but has room for 3.*").WithParameterName("jacobian");
        ((Action)(() => _tape.Gradient(new double[3], []))).Should().Throw<ArgumentException>()
            .WithMessage("gradient must have room for 1 number, but has room for 0.*").WithParameterName("gradient");
    }

    [Fact]
    public void A_buffer_that_overlaps_the_rows_gave_wrong_numbers()
    {
        double[] numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
        double[] before = [.. numbers];
        (Action<Range, Range> Pass, string Buffer)[] passes =
        [
            ((rows, buffer) => _pair.Evaluate(numbers.AsSpan(rows), numbers.AsSpan(buffer)), "outputs"),
            ((rows, buffer) => _pair.Jacobian(numbers.AsSpan(rows), numbers.AsSpan(buffer)), "jacobian"),
            ((rows, buffer) => _pair.ValuesAndJacobian(numbers.AsSpan(rows), numbers.AsSpan(buffer), new double[8]), "outputs"),
            ((rows, buffer) => _pair.ValuesAndJacobian(numbers.AsSpan(rows), new double[8], numbers.AsSpan(buffer)), "jacobian"),
            ((rows, buffer) => _tape.Gradient(numbers.AsSpan(rows), numbers.AsSpan(buffer)), "gradient"),
        ];
        foreach (var (pass, buffer) in passes)
        {
            foreach (var (rows, overlapping) in new[] { (0..3, 0..8), (0..3, 2..10), (1..4, 0..10), (3..6, 3..9) })
            {
                if (buffer == "gradient" && rows.Equals(1..4)) continue;        // it reads only the first number
                ((Action)(() => pass(rows, overlapping))).Should().Throw<ArgumentException>()
                    .WithMessage($"{buffer} must not overlap rows, which are read while it is written, but does.*")
                    .WithParameterName(buffer);
            }
        }
        numbers.Should().Equal(before);
    }

    [Fact]
    public void A_buffer_may_touch_the_rows_and_be_longer_than_what_is_written()
    {
        double[] numbers = [1, 2, 0, 0, 0, 0, 3];
        _pair.Evaluate(numbers.AsSpan(0, 2), numbers.AsSpan(2, 4));
        numbers.Should().Equal(1, 2, 2, 1, 4, 2, 3);
        _tape.Gradient(numbers.AsSpan(1, 3), numbers).Should().Be(2 * 2 + 2 * 1);
        numbers[0].Should().Be(2);
    }

    [Fact]
    public void The_two_buffers_of_one_pass_must_not_overlap()
    {
        double[] both = new double[7];
        Action pass = () => _pair.ValuesAndJacobian([1, 2], both.AsSpan(0, 4), both.AsSpan(3, 4));
        pass.Should().Throw<ArgumentException>().WithMessage("jacobian must not overlap outputs, because both are written, but does.*")
            .WithParameterName("jacobian");
        both.Should().OnlyContain(number => number == 0);
    }

    [Fact]
    public void The_layout_of_a_Jacobian_must_be_defined()
    {
        const string Message = "layout must be RowMajor or ColumnMajor, but was 7.*";
        ((Action)(() => _pair.Jacobian([1], new double[2], (MatrixLayout)7))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage(Message).WithParameterName("layout");
        ((Action)(() => _pair.ValuesAndJacobian([1], new double[2], new double[2], (MatrixLayout)7)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(Message);
    }

    [Fact]
    public void A_mean_needs_one_output()
    {
        const string Message = "A mean needs a function with one output, but this function has 2*Jacobian*";
        ((Action)(() => _pair.Mean([1]))).Should().Throw<InvalidOperationException>().WithMessage(Message);
        ((Action)(() => _pair.Gradient([1], new double[1]))).Should().Throw<InvalidOperationException>().WithMessage(Message);
        ((Action)(() => _pair.Backward([1]))).Should().Throw<InvalidOperationException>().WithMessage(Message);
        ((Action)(() => _pair.Hessian([1]))).Should().Throw<InvalidOperationException>().WithMessage(Message);
    }

    [Fact]
    public void The_function_must_return_something()
    {
        ((Action)(() => Tape.Record(1, row => (Node[])null!)))
            .Should().Throw<InvalidOperationException>().WithMessage("*returned null instead of its outputs.");
        ((Action)(() => Tape.Record(1, row => Array.Empty<Node>())))
            .Should().Throw<InvalidOperationException>().WithMessage("*returned no outputs: at least 1 is needed.");
        ((Action)(() => Tape.Record(1, row => default(Node)))).Should().Throw<InvalidOperationException>();
        ((Action)(() => Tape.Record(1, row => [row[0], default]))).Should().Throw<InvalidOperationException>();
        CanRecordAndWorkEagerly();
    }

    [Fact]
    public void What_depends_on_the_row_has_no_data_to_read_or_set()
    {
        Fails(row => row[0].Data > 0 ? row[0] : 0);
        Fails(row => (row[0] * _w).Data > 0 ? row[0] : 0);
        Fails(row => row[0].Data);
        Fails(row =>
        {
            row[0].Data = 1;
            return row[0];
        });
        Fails(row =>
        {
            var sum = Node.Sum(_w, 1, row[0]);
            sum.Data = 1;
            return sum;
        });

        static void Fails(Func<ReadOnlySpan<Node>, Node> function)
        {
            ((Action)(() => Tape.Record(1, function))).Should().Throw<InvalidOperationException>()
                .WithMessage("*has no data while it is recorded: a branch on it would be frozen into the tape. Use Node.Where*");
            CanRecordAndWorkEagerly();
        }
    }

    [Fact]
    public void What_depends_on_parameters_and_constants_alone_has_data_inside()
    {
        double parameter = 0, constant = 0, both = 0;
        Tape.Record(1, row =>
        {
            Node three = 3.0;
            (parameter, constant, both) = (_w.Data, three.Data, (_w * three + 1).Data);
            return row[0] * _w;
        });
        (parameter, constant, both).Should().Be((2, 3, 7));
    }

    [Fact]
    public void Backward_and_forward_of_a_graph_cannot_run_inside()
    {
        var graph = new Graph(_w * 3);
        Fails(row => (row[0] * _w).Backward());
        Fails(_ => (_w * 2).Backward());
        Fails(_ => (_w * 2).Value.Backward());
        Fails(_ => graph.Backward());
        Fails(_ => graph.Forward());
        _w.Grad.Should().Be(0);

        static void Fails(RowAction action) => FailsInside(action, "*cannot run inside a recording*Tape.Gradient or Tape.Backward*");
    }

    [Fact]
    public void A_tape_cannot_be_recorded_inside_the_recording_of_another() =>
        FailsInside(row => Tape.Record(1, inner => inner[0]), "*a tape cannot be recorded inside the recording of another*");

    [Fact]
    public void A_recording_goes_on_after_a_refusal_that_the_function_caught()
    {
        var tape = Tape.Record(1, row =>
        {
            try
            {
                Tape.Record(1, inner => inner[0]);
            }
            catch (InvalidOperationException)
            {
            }
            return row[0] * _w;
        });
        tape.Mean([4]).Should().Be(8);
    }

    [Fact]
    public void An_exception_of_the_function_comes_through_and_ends_the_recording()
    {
        ((Action)(() => Tape.Record(1, Throws))).Should().Throw<TimeoutException>();
        CanRecordAndWorkEagerly();

        static Node Throws(ReadOnlySpan<Node> row) => throw new TimeoutException();
    }

    [Fact]
    public void A_recording_on_one_thread_does_not_disturb_another()
    {
        using var recording = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        Tape? tape = null;
        var thread = new Thread(() => tape = Tape.Record(1, row =>
        {
            var y = row[0] * _w;
            recording.Set();
            done.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
            return y + 1;
        }));
        thread.Start();
        recording.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken).Should().BeTrue();
        try
        {
            CanRecordAndWorkEagerly();
            _tape.Mean([1, 2, 3]).Should().Be(8);
        }
        finally
        {
            done.Set();
            thread.Join();
        }
        tape!.Mean([4]).Should().Be(9);
        tape.Parameters.Should().Equal(_w);
    }

    private static void FailsInside(RowAction action, string message)
    {
        Action record = () => Tape.Record(1, row =>
        {
            action(row);
            return row[0];
        });
        record.Should().Throw<InvalidOperationException>().WithMessage(message);
        CanRecordAndWorkEagerly();
    }

    private static void CanRecordAndWorkEagerly()
    {
        Node x = 3.0;
        var y = x * x;
        y.Data.Should().Be(9);
        y.Backward();
        x.Grad.Should().Be(6);
        new Graph(y).Forward().Should().Be(9);
        Tape.Record(1, row => row[0] * x).Mean([5]).Should().Be(15);
    }

    private Action[] Passes(double[] rows, double[] buffer) =>
    [
        () => _tape.Evaluate(rows, buffer), () => _tape.Mean(rows), () => _tape.Gradient(rows, buffer), () => _tape.Backward(rows),
        () => _tape.Jacobian(rows, buffer),
    ];

    private delegate void RowAction(ReadOnlySpan<Node> row);

    [Fact]
    public void A_debugger_may_look_at_what_has_no_data_yet()
    {
        string shown = "";
        Tape.Record(1, row =>
        {
            shown = (row[0] * 2).ToString();
            return row[0];
        });
        shown.Should().Be("Value(data=NaN, grad=0)");
    }

    [Fact]
    public void A_value_of_an_earlier_recording_is_refused()
    {
        Node kept = default;
        Tape.Record(1, row => kept = row[0] * 2);
        ((Action)(() => Tape.Record(1, row => row[0] + kept)))
            .Should().Throw<InvalidOperationException>().WithMessage("The function uses a value of another recording*");
    }
}
